/** Names in Chinese carry their own language on an English page (WCAG 2.2, 3.1.2), and nothing is added to a Chinese one. */
import { join } from 'node:path';
import { expect } from 'chai';
import { compile } from 'pug';

const render = compile('include mixins/own.pug\np: +own(text)', {
  filename: join(process.cwd(), 'views', 'page.pug'),
});

describe('a text in its own language', () => {
  it('marks the Chinese in an English page', () => {
    expect(render({ lang: 'en', text: '雷山县财政局 (you), 2 later legs' })).to.equal(
      '<p><bdi lang="zh-CN">雷山县财政局</bdi> (you), 2 later legs</p>',
    );
    expect(render({ lang: 'en', text: 'Milestone 节点 1 主体封顶, by 10 Dec' })).to.equal(
      '<p>Milestone <bdi lang="zh-CN">节点 1 主体封顶</bdi>, by 10 Dec</p>',
    );
    expect(render({ lang: 'en', text: '<b>大塘镇</b>' })).to.equal(
      '<p>&lt;b&gt;<bdi lang="zh-CN">大塘镇</bdi>&lt;/b&gt;</p>',
    );
  });

  it('leaves English and Chinese pages as they are', () => {
    expect(render({ lang: 'en', text: 'County Finance (you)' })).to.equal('<p>County Finance (you)</p>');
    expect(render({ lang: 'zh-CN', text: '雷山县财政局（您）' })).to.equal('<p>雷山县财政局（您）</p>');
    expect(render({ lang: 'en', text: undefined })).to.equal('<p></p>');
  });
});

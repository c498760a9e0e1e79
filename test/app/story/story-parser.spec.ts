/** The rules by which a story is read from JSON: what it must hold, and how a fault is named. */
import { expect } from 'chai';
import type { InputFault } from '../../../app/statements/input-fault';
import { parseStory } from '../../../app/story/story-parser';
import { changed, storyText } from './story-files';

function faultOf(text: string): InputFault {
  const parsed = parseStory('story.json', text, 'zh-CN');
  if (parsed.ok) throw new Error('read, but should not be');
  return parsed.fault;
}

describe('reading a story', () => {
  it('reads the sample in the language of the telling', () => {
    const chinese = parseStory('story.json', storyText, 'zh-CN');
    const english = parseStory('story.json', storyText, 'en');
    expect(chinese.ok && chinese.value.title).to.equal('青禾县高山中药材种植基地');
    expect(english.ok && english.value.title).to.equal('Qinghe highland herb garden');
    expect(chinese.ok && chinese.value.approval.amount).to.equal('100000000');
  });

  it('names an unknown field', () => {
    const found = faultOf(changed(storyText, '"title"', '"titel": 1, "title"'));
    expect(found.place).to.deep.equal({ field: 'titel' });
    expect(found.problem).to.deep.include({ expected: 'known-field' });
  });

  it('refuses an amount that is a number', () => {
    const found = faultOf(changed(storyText, '"amount": "1000000.00"', '"amount": 1000000'));
    expect(found.place).to.deep.equal({ field: 'approval.amount' });
    expect(found.problem).to.deep.include({ expected: 'amount', found: '1000000' });
  });

  it('refuses shares that do not sum to the whole', () => {
    const found = faultOf(changed(storyText, '"share": "25"', '"share": "26.5"'));
    expect(found.problem).to.deep.equal({ code: 'shares-sum', found: '101.5' });
  });

  it('refuses a payer with one person', () => {
    const found = faultOf(changed(storyText, '"xiancai-2"', '"xiancai-1"'));
    expect(found.problem.code).to.equal('persons-too-few');
  });

  it('refuses accounts, holders and legs that are not in it', () => {
    expect(
      faultOf(changed(storyText, '"countyFinance": "A-CF0201"', '"countyFinance": "A-XX0201"')).place,
    ).to.deep.equal({
      field: 'draft.path.countyFinance',
    });
    expect(faultOf(changed(storyText, '"leg": "L5.3"', '"leg": "L5.4"')).problem).to.deep.equal({
      code: 'unknown-reference',
      found: 'L5.4',
    });
  });

  it('refuses dates out of their order', () => {
    const found = faultOf(changed(storyText, '"issuedOn": "2026-03-12"', '"issuedOn": "2026-03-10"'));
    expect(found.problem).to.deep.equal({ code: 'not-before', found: '2026-03-10', earliest: '2026-03-11' });
  });

  it('names the line of broken JSON', () => {
    const found = faultOf(changed(storyText, '"startsOn": "2026-03-02",', '"startsOn": ,'));
    expect(found.problem.code).to.equal('not-json');
    expect(found.place.line).to.equal(6);
  });
});

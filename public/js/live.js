/**
 * Keeps an open page honest: the newest block in the as-of chip, a bar when the open object changed, and the word 离线 when
 * the stream is lost for more than ten seconds. It never reloads a page by itself, for someone may be typing.
 */
$(() => {
  const lostAfterMs = 10_000;
  const chip = $('[data-as-of]');
  if (chip.length === 0 || typeof EventSource === 'undefined') return;
  const topic = document.body.dataset.live;
  const english = document.documentElement.lang === 'en';
  const stream = new EventSource(topic ? `/live?topic=${encodeURIComponent(topic)}` : '/live');
  let lost;

  const online = () => {
    clearTimeout(lost);
    lost = undefined;
    chip.removeClass('offline').find('.label').text(chip.attr('data-online'));
  };
  const offline = () => {
    lost ??= setTimeout(
      () => chip.addClass('offline').find('.label').text(chip.attr('data-offline')),
      lostAfterMs,
    );
  };

  stream.addEventListener('open', online);
  stream.addEventListener('error', offline);
  // {block, at}: the newest block that pages can show, and its time in UTC.
  stream.addEventListener('block', (event) => {
    const { block, at } = JSON.parse(event.data);
    chip.find('.block').text(Number(block).toLocaleString('en-US'));
    chip.find('.at').text(`· ${momentText(at, english)}`);
    online();
  });
  // {text?}: the page's own object changed; the text says what happened, in the viewer's language.
  stream.addEventListener('changed', (event) => {
    const { text } = JSON.parse(event.data);
    const bar = $('[data-changed]');
    if (text) bar.find('[data-changed-text]').text(text);
    bar.prop('hidden', false);
  });
  // {unread}: the bell's number.
  stream.addEventListener('notices', (event) => {
    const { unread } = JSON.parse(event.data);
    $('[data-unread]').text(unread);
  });
  $(window).on('pagehide', () => stream.close());
  $('[data-reload]').on('click', (event) => {
    event.preventDefault();
    location.reload();
  });
});

/** `11月18日 10:42:15` or `18 Nov 10:42:15`, in Shanghai. */
function momentText(at, english) {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Asia/Shanghai',
    month: english ? 'short' : 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(at));
  const part = (type) => parts.find((item) => item.type === type)?.value ?? '';
  const time = `${part('hour')}:${part('minute')}:${part('second')}`;
  return english ? `${part('day')} ${part('month')}, ${time}` : `${part('month')}月${part('day')}日 ${time}`;
}

/**
 * Keeps an open page honest: the newest block in the as-of chip, a bar when the open object changed, and the word 离线 when
 * the stream is lost for more than ten seconds. It never reloads a page by itself, for someone may be typing.
 */
$(() => {
  const lostAfterMs = 10_000;
  // A page that one only passes through needs no stream; what changes until then is told when it opens.
  const opensAfterMs = 2_000;
  const chip = $('[data-as-of]');
  if (chip.length === 0 || typeof EventSource === 'undefined') return;
  const topic = document.body.dataset.live;
  const english = document.documentElement.lang === 'en';
  let stream;
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

  const open = () => {
    const asked = new URLSearchParams({ since: chip.attr('data-as-of'), ...(topic ? { topic } : {}) });
    stream = new EventSource(`/live?${asked}`);
    stream.addEventListener('open', online);
    stream.addEventListener('error', offline);
    // {block, at}: the newest block that pages can show, and its time in UTC.
    stream.addEventListener('block', (event) => {
      const { block, at } = JSON.parse(event.data);
      chip.attr('data-as-of', block);
      chip.find('.block').text(Number(block).toLocaleString('en-US'));
      chip.find('.at').text(`· ${momentText(at, english)}`);
      online();
    });
    // The page's own object changed.
    stream.addEventListener('changed', () => $('[data-changed]').prop('hidden', false));
  };
  const opening = setTimeout(open, opensAfterMs);
  $(window).on('pagehide', () => {
    clearTimeout(opening);
    stream?.close();
  });
  $(window).on('pageshow', ({ originalEvent }) => {
    if (originalEvent.persisted) open();
  });
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

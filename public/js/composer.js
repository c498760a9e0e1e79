/**
 * Keeps the composer's check and picture up to date while somebody types. The rules are the server's: the form is sent as it
 * stands and the answer put in place of the old one. Without this script the button 检查并更新图 does the same.
 */
$(() => {
  const waitMs = 500;
  const form = $('[data-composer]');
  if (form.length === 0) return;
  const shown = $('[data-composer-preview]');
  let waiting;
  let asked = 0;

  const refresh = async () => {
    asked += 1;
    const mine = asked;
    const response = await fetch(form.attr('data-composer'), {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(new FormData(form[0])),
    });
    // An answer that a newer question overtook says nothing any more.
    if (!response.ok || mine !== asked) return;
    shown.html(await response.text());
  };

  form.on('input change', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => void refresh(), waitMs);
  });
});

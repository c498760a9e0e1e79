/**
 * Signing out for idleness (money roles): a dialog warns two minutes before, Space or Enter goes on. What was typed stays: a form
 * that saves itself is on the server, and the page itself is left only when the time is really over.
 */
$(() => {
  const warnBeforeMs = 120_000;
  const tellEveryMs = 60_000;
  const checkEveryMs = 1000;
  const dialog = $('[data-idle-dialog]')[0];
  const minutes = Number(document.body.dataset.idle);
  if (!dialog || !(minutes > 0)) return;
  const limitMs = minutes * 60_000;
  let activeAt = Date.now();
  let toldAt = Date.now();

  const keepAlive = async () => {
    toldAt = Date.now();
    const answer = await fetch(document.body.dataset.keepAlive, { headers: { accept: 'application/json' } });
    if (!answer.ok) location.reload();
  };
  const active = () => {
    if (dialog.open) return;
    activeAt = Date.now();
    if (activeAt - toldAt > tellEveryMs) void keepAlive();
  };
  $(document).on('keydown pointerdown input', active);
  $('[data-idle-stay]').on('click', () => {
    dialog.close();
    activeAt = Date.now();
    void keepAlive();
  });
  $(dialog).on('cancel', () => {
    activeAt = Date.now();
    void keepAlive();
  });
  setInterval(() => {
    const idleMs = Date.now() - activeAt;
    if (idleMs >= limitMs) location.reload();
    else if (idleMs >= limitMs - warnBeforeMs && !dialog.open) {
      // While the session still holds: after its end the server would take nothing more.
      $(document).trigger('platform:save');
      dialog.showModal();
    }
  }, checkEveryMs);
});

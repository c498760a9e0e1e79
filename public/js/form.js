/**
 * What makes forms kinder: saving by itself, counters, 大写 while typing, one submission only, and a question before typed
 * words are left behind. Without this script every form works by its buttons alone.
 */
$(() => {
  const saveEveryMs = 10_000;

  $('[data-focus]').first().trigger('focus');
  $('.error-summary a').on('click', function toField(event) {
    const field =
      document.getElementById(this.hash.slice(1)) ?? document.getElementsByName(this.hash.slice(1))[0];
    if (!field) return;
    event.preventDefault();
    field.scrollIntoView({ block: 'center' });
    field.focus();
  });

  $('[data-counter]').on('input', function count() {
    const told = $(`#${$.escapeSelector(this.dataset.counter)}`);
    told.text(told.attr('data-pattern').replace('#', String([...this.value].length)));
  });

  $('[data-amount]').on('input', function inWords() {
    const words = globalThis.amountInWords(this.value);
    $(`#${$.escapeSelector(this.dataset.amount)}`)
      .text(words ?? this.dataset.amountFault)
      .parent()
      .prop('hidden', this.value === '');
  });

  $('form[method=post]').each((_, form) => guardForm($(form), saveEveryMs));
});

/** One form: dirty while something typed is not saved, submitted once only. */
function guardForm(form, saveEveryMs) {
  let dirty = false;
  let sent = false;
  const address = form.attr('data-autosave');
  const told = $('[data-autosave-told]');

  form.on('input change', () => {
    dirty = true;
  });
  form.on('submit', (event) => {
    if (sent) {
      event.preventDefault();
      return;
    }
    sent = true;
    dirty = false;
    // Disabled at once, the button's own name and value would be left out of what is sent.
    setTimeout(() => form.find('button[type=submit]').attr('aria-disabled', 'true'), 0);
  });
  $(window).on('pageshow', (event) => {
    if (event.originalEvent.persisted) sent = false;
  });
  $(window).on('beforeunload', (event) => {
    if (dirty && !sent && form.is('[data-guard]')) event.preventDefault();
  });
  if (address === undefined) return;

  const save = async () => {
    if (!dirty || sent) return;
    dirty = false;
    try {
      const fields = [...new FormData(form[0])].filter(([, value]) => typeof value === 'string');
      const answer = await fetch(address, {
        method: 'POST',
        body: new URLSearchParams(fields),
        headers: { accept: 'application/json' },
      });
      if (!answer.ok) throw new Error(`saving answered ${answer.status}`);
      const { text } = await answer.json();
      told.removeClass('tone-bad').text(text);
    } catch {
      // It stays unsaved and is tried again at the next turn; the words stand in the page meanwhile.
      dirty = true;
      told.addClass('tone-bad').text(told.attr('data-unsaved'));
    }
  };
  setInterval(save, saveEveryMs);
  form.on('focusout', save);
  // Asked for by whatever is about to leave the page, as the end of an idle session.
  $(document).on('platform:save', save);
}

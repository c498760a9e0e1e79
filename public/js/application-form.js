/**
 * Echoes while an application is typed: each tranche's amount, the sum of the shares, where the money will come from, and only
 * the accounts of the implementer that was chosen. The server says all of it again; without this script the buttons do.
 */
$(() => {
  const wholeBasisPoints = 10_000n;
  const form = $('#application');

  /** Fen of what was typed; undefined when it is no amount. */
  const fenOf = (text) => {
    const match = /^(\d{1,15})(?:\.(\d{1,2}))?$/.exec(text.replace(/[,，\s]/g, ''));
    return match === null ? undefined : BigInt(match[1]) * 100n + BigInt((match[2] ?? '').padEnd(2, '0'));
  };
  const basisPointsOf = (text) => {
    const match = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(text.trim().replace(/\s*[%％]$/, ''));
    return match === null ? undefined : BigInt(match[1]) * 100n + BigInt((match[2] ?? '').padEnd(2, '0'));
  };
  const figures = (fen) => {
    const yuan = String(fen / 100n).replace(/\B(?=(\d{3})+$)/g, ',');
    return `${yuan}.${String(fen % 100n).padStart(2, '0')}`;
  };
  const part = (budget, basisPoints) =>
    budget === undefined || basisPoints === undefined
      ? '—'
      : figures((budget * basisPoints) / wholeBasisPoints);

  const echo = () => {
    const budget = fenOf(form.find('[name=budget]').val());
    let sum = 0n;
    form.find('[data-plan-row]').each((_, row) => {
      const share = basisPointsOf($(row).find('[name=share]').val());
      sum += share ?? 0n;
      $(row).find('[data-plan-amount]').text(part(budget, share));
    });
    const told = form.find('[data-plan-sum]');
    const whole = sum === wholeBasisPoints;
    told.toggleClass('tone-ok', whole).toggleClass('tone-wait', !whole);
    told.find('i').attr('class', `bi ${whole ? 'bi-check-circle-fill' : 'bi-clock-fill'}`);
    const percent = `${Number(sum) / 100} %`;
    const pattern = told.attr(whole ? 'data-whole' : 'data-not-whole');
    if (pattern !== undefined) told.find('[data-plan-sum-text]').text(pattern.replace('#', percent));
    form.find('[data-source]').each((_, value) => {
      $(value).text(part(budget, BigInt(value.dataset.source)));
    });
  };

  const accounts = form.find('[data-accounts]');
  const offered = accounts.find('option').toArray();
  const choose = () => {
    const holder = form.find('[name=implementer]').val();
    const chosen = accounts.val();
    const fitting = offered.filter(
      ({ dataset }) => dataset.holder === undefined || dataset.holder === holder,
    );
    accounts.empty().append(fitting);
    const still = chosen !== '' && fitting.some(({ value }) => value === chosen);
    const [only] = fitting.slice(1);
    accounts.val(still ? chosen : fitting.length === 2 ? only.value : '');
  };

  form.on('input', '[name=budget], [name=share]', echo);
  form.on('change', '[name=implementer]', choose);
  choose();
});

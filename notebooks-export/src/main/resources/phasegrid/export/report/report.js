// A click on a heading sorts its table by that column, a second click the other way; rows without a value come last.
for (const button of document.querySelectorAll('table.sortable th button')) {
  button.addEventListener('click', () => {
    const head = button.parentElement;
    const column = head.cellIndex;
    const body = head.closest('table').tBodies[0];
    const down = head.getAttribute('aria-sort') === 'ascending';
    const value = row => { const cell = row.cells[column]; return cell.dataset.v ?? cell.textContent; };
    const number = text => text === '' ? NaN : Number(text);
    const compare = (a, b) => {
      const x = number(value(a)), y = number(value(b));
      if (Number.isNaN(x) && Number.isNaN(y)) return (down ? -1 : 1) * value(a).localeCompare(value(b));
      if (Number.isNaN(x) || Number.isNaN(y)) return Number.isNaN(x) ? 1 : -1;
      return (down ? -1 : 1) * (x === y ? 0 : x < y ? -1 : 1);
    };
    body.append(...[...body.rows].sort(compare));
    for (const other of head.parentElement.cells) other.removeAttribute('aria-sort');
    head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
  });
}

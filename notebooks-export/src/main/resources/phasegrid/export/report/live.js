// Asks for the rows again and says how many are complete.
(() => {
  const told = document.getElementById('live');
  const complete = data => {
    const status = data.columns.findIndex(c => c.name === 'status');
    const done = data.rows.filter(row => row[status] !== 'incomplete').length;
    told.textContent = done + ' of ' + data.rows.length + ' points complete, ' + new Date().toLocaleTimeString();
  };
  complete(JSON.parse(document.getElementById('data').textContent));
  const timer = setInterval(async () => {
    try {
      const data = await (await fetch('data', {cache: 'no-store'})).json();
      window.phasegrid.load(data);
      complete(data);
    } catch {
      told.textContent += ' — the run has ended; its report shows the whole';
      clearInterval(timer);
    }
  }, 4000);
})();

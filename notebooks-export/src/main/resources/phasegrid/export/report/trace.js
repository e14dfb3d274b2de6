// Draws one replica's way: the coordinates of a backward run under their mean, or the scalars of a chain, pass by pass.
(() => {
  const {clock, columns, paths} = JSON.parse(document.getElementById('data').textContent);
  const states = columns.includes('mean_square'), many = columns.length > 3, most = 600;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const value = v => Number.isFinite(v) ? v : null;

  // As many places as a screen can show: every k-th, and the last.
  const thin = path => {
    const k = Math.ceil(path.at.length / most);
    return path.at.map((at, i) => [at, path.values[i]]).filter((_, i) => i % k === 0 || i === path.at.length - 1);
  };
  const rows = c => paths.flatMap((path, p) => thin(path).map(([at, v], i) => ({at, i, v: value(v[c]), path: String(p + 1)})));
  const power = c => { const base = columns.indexOf(columns[c].replace(/_(sq|fourth)$/, '')); return base >= 0 && base !== c; };
  const moves = c => !power(c) && new Set(paths.flatMap(path => path.values.map(v => v[c]))).size > 1;

  function draw() {
    const place = document.getElementById('trace'), ink = dark.matches ? '#e6e7e9' : '#1d1f22', grid = dark.matches ? '#33373d' : '#e6e8ea';
    const width = Math.max(220, Math.min(760, place.clientWidth - 110));
    const x = {field: 'at', type: 'quantitative', title: clock, scale: {reverse: states, nice: false, zero: false}};
    const color = {field: 'path', type: 'nominal', title: 'path', scale: {range: ['#4477aa', '#ee6677', '#228833', '#ccbb44', '#66ccee']},
      legend: paths.length > 1 ? {orient: 'top', symbolOpacity: 1, symbolStrokeWidth: 3} : null};
    const line = (c, title, mark) => ({data: {values: rows(c)}, mark: {type: 'line', ...mark},
      encoding: {x, y: {field: 'v', type: 'quantitative', title, scale: {zero: false}}, color, order: {field: 'i'}}});
    const hairs = many ? [{data: {values: columns.flatMap((name, c) => c < 2 ? [] : rows(c).map(r => ({...r, key: name + r.path})))},
      mark: {type: 'line', strokeWidth: .6, opacity: .3}, encoding: {x, y: {field: 'v', type: 'quantitative'}, color, detail: {field: 'key'}, order: {field: 'i'}}}] : [];
    const panels = states
      ? [{width, height: 340, layer: [...hairs, line(0, many ? 'coordinates, their mean bold' : 'x', {strokeWidth: 2.6})]},
         {width, height: 120, ...line(1, 'mean square', {strokeWidth: 1.4})}]
      : columns.map((name, c) => c).filter(moves).slice(0, 8).map(c => ({width, height: 110, ...line(c, columns[c], {strokeWidth: 1.2})}));
    const axis = {domainColor: ink, tickColor: ink, labelColor: ink, titleColor: ink, gridColor: grid, labelFontSize: 13, titleFontSize: 14, titleFontWeight: 'normal'};
    const spec = {$schema: 'https://vega.github.io/schema/vega-lite/v5.json', vconcat: panels, spacing: 16,
      config: {background: 'transparent', font: 'system-ui, Helvetica Neue, Arial, sans-serif', view: {stroke: null}, axis,
        legend: {labelColor: ink, titleColor: ink, labelFontSize: 13, titleFontSize: 14, titleFontWeight: 'normal'}}};
    place.textContent = '';
    const drawn = rows(0).length * (states ? columns.length : 8);
    new vega.View(vega.parse(vegaLite.compile(spec).spec), {renderer: drawn > 6000 ? 'canvas' : 'svg', container: place}).runAsync()
      .then(() => { place.dataset.drawn = '1'; });
  }
  draw();
  dark.addEventListener('change', draw);
})();

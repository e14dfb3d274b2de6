// Draws one replica's way: the coordinates of a backward run under their mean, or the spins and scalars of a chain, pass by pass.
(() => {
  const {clock, columns, told, paths} = JSON.parse(document.getElementById('data').textContent);
  const states = clock !== 'pass', sites = columns.length - told, many = states && sites > 1, most = 600, half = states ? 0 : .5;
  const plus = '#e9d8a0', minus = '#2f3e63';
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const value = v => Number.isFinite(v) ? v : null;

  // As many places as a screen can show: every k-th, and the last.
  const thin = path => {
    const k = Math.ceil(path.at.length / most);
    return path.at.map((at, i) => [at, path.values[i]]).filter((_, i) => i % k === 0 || i === path.at.length - 1);
  };
  const rows = c => paths.flatMap((path, p) => thin(path).map(([at, v], i) => ({at, i, v: value(v[c]), path: String(p + 1)})));
  const power = c => { const base = columns.indexOf(columns[c].replace(/(_sq|_squared|_fourth|_abs|_absolute|[24])$/, '')); return base >= 0 && base !== c; };

  // One pixel a place of the screen: passes from left to right, sites from the bottom up.
  const spins = (width, height) => {
    const canvas = document.createElement('canvas'), {at, values} = paths[0], last = at[at.length - 1], span = last - at[0] + 1;
    canvas.width = 2 * width;
    canvas.height = 2 * height;
    const pen = canvas.getContext('2d');
    for (let x = 0, i = 0; x < canvas.width; x++) {
      const pass = at[0] - half + (x + .5) / canvas.width * span;
      while (i + 1 < at.length && at[i + 1] - half <= pass) i++;
      for (let y = 0; y < canvas.height; y++) {
        const site = Math.floor((y + .5) / canvas.height * sites);
        pen.fillStyle = values[i][told + site] > 0 ? plus : minus;
        pen.fillRect(x, canvas.height - 1 - y, 1, 1);
      }
    }
    return canvas.toDataURL();
  };
  const twice = c => c === 0 && sites && columns.some((name, other) => other > 0 && other < told && paths[0].values.every(v => v[0] === v[other]));
  const moves = c => !power(c) && !twice(c) && new Set(paths.flatMap(path => path.values.map(v => v[c]))).size > 1;

  // The colours' meaning is drawn by two marks that lie outside, so that there is a legend.
  const configurations = (width, x) => sites === 0 ? [] : [{width, height: 300, layer: [
    {data: {values: [{}]}, mark: {type: 'image', width, height: 300, aspect: false, align: 'left', baseline: 'top'},
      encoding: {x: {value: 0}, y: {value: 0}, url: {value: spins(width, 300)}}},
    {data: {values: [{at: -1, i: -1, s: '+1'}, {at: -1, i: -1, s: '−1'}]}, mark: {type: 'square', clip: true},
      encoding: {x, y: {field: 'i', type: 'quantitative', title: 'site i', scale: {domain: [.5, sites + .5], nice: false, zero: false}},
        color: {field: 's', type: 'nominal', title: 'spin', scale: {domain: ['+1', '−1'], range: [plus, minus]}, legend: {orient: 'top', symbolSize: 160, symbolOpacity: 1}}}}]}];

  function draw() {
    const place = document.getElementById('trace'), ink = dark.matches ? '#e6e7e9' : '#1d1f22', grid = dark.matches ? '#33373d' : '#e6e8ea';
    const width = Math.max(220, Math.min(760, place.clientWidth - 110));
    const ends = states ? {} : {domain: [paths[0].at[0] - half, paths[0].at[paths[0].at.length - 1] + half]};
    const x = {field: 'at', type: 'quantitative', title: clock, scale: {reverse: states, nice: false, zero: false, ...ends}};
    const color = {field: 'path', type: 'nominal', title: 'path', scale: {range: ['#4477aa', '#ee6677', '#228833', '#ccbb44', '#66ccee']},
      legend: paths.length > 1 ? {orient: 'top', symbolOpacity: 1, symbolStrokeWidth: 3} : null};
    const line = (c, title, mark) => ({data: {values: rows(c)}, mark: {type: 'line', ...mark},
      encoding: {x, y: {field: 'v', type: 'quantitative', title, scale: {zero: false}}, color, order: {field: 'i'}}});
    const hairs = many ? [{data: {values: columns.flatMap((name, c) => c < told ? [] : rows(c).map(r => ({...r, key: name + r.path})))},
      mark: {type: 'line', strokeWidth: .6, opacity: .3}, encoding: {x, y: {field: 'v', type: 'quantitative'}, color, detail: {field: 'key'}, order: {field: 'i'}}}] : [];
    const panels = states
      ? [{width, height: 340, layer: [...hairs, line(0, many ? 'coordinates, their mean bold' : 'x', {strokeWidth: 2.6})]},
         {width, height: 120, ...line(1, 'mean square', {strokeWidth: 1.4})}]
      : [...configurations(width, x),
         ...columns.map((name, c) => c).slice(0, told).filter(moves).slice(0, 8).map(c => ({width, height: 110, ...line(c, c === 0 && sites ? 'mean of spins' : columns[c], {strokeWidth: 1.2})}))];
    const axis = {domainColor: ink, tickColor: ink, labelColor: ink, titleColor: ink, gridColor: grid, labelFontSize: 13, titleFontSize: 14, titleFontWeight: 'normal'};
    const spec = {$schema: 'https://vega.github.io/schema/vega-lite/v5.json', vconcat: panels, spacing: 16, resolve: {scale: {color: 'independent'}},
      config: {background: 'transparent', font: 'system-ui, Helvetica Neue, Arial, sans-serif', view: {stroke: null}, axis,
        legend: {labelColor: ink, titleColor: ink, labelFontSize: 13, titleFontSize: 14, titleFontWeight: 'normal'}}};
    place.textContent = '';
    const drawn = rows(0).length * (states ? columns.length : Math.min(8, told));
    new vega.View(vega.parse(vegaLite.compile(spec).spec), {renderer: drawn > 6000 ? 'canvas' : 'svg', container: place}).runAsync()
      .then(() => { place.dataset.drawn = '1'; });
  }
  draw();
  dark.addEventListener('change', draw);
})();

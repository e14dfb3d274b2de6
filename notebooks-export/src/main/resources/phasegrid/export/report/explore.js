// Draws the phase diagram, the curves, the residuals and the diagnostics of the table inside the page, with Vega-Lite.
(() => {
  const source = document.getElementById('data');
  if (!source) return;
  let table, words, rows, axes;
  const number = value => value === 'inf' ? Infinity : value === '-inf' ? -Infinity : value === null ? NaN : value;
  function load(json) {
    table = json;
    words = new Set(table.columns.filter(c => c.type === 'string').map(c => c.name));
    rows = table.rows.map(row => Object.fromEntries(table.columns.map((c, i) =>
      [c.name, words.has(c.name) ? row[i] : number(row[i])])));
    axes = table.axes.map(axis => ({...axis, values: axis.values.map(v => axis.numeric ? number(v) : v)}));
  }
  const named = name => axes.find(axis => axis.name === name);
  const finite = axis => axis.numeric && axis.values.filter(Number.isFinite).length > 1;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const state = {};

  // ---- controls -------------------------------------------------------------------------------------------------
  function element(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  function choice(place, key, label, options, changed) {
    const select = element('select', {'data-control': key});
    for (const [value, text] of options) select.append(element('option', {value}, text));
    if (!options.some(([value]) => value === state[key])) state[key] = options.length ? options[0][0] : '';
    select.value = state[key];
    select.addEventListener('change', () => { state[key] = select.value; changed(); });
    place.append(element('label', {}, label + ' ', select));
  }

  const shown = (axis, value) => axis.numeric ? axis.symbol + ' = ' + text(value) : String(value);
  const text = value => value === Infinity ? '∞' : value === -Infinity ? '−∞' : String(value);

  function slider(place, key, axis, changed) {
    const places = axis.values.length;
    if (!(state[key] < places)) state[key] = Math.floor((places - 1) / 2);
    const input = element('input', {type: 'range', min: 0, max: places - 1, step: 1, 'data-control': key});
    input.value = state[key];
    const told = element('output', {}, shown(axis, axis.values[state[key]]));
    input.addEventListener('input', () => {
      state[key] = Number(input.value);
      told.textContent = shown(axis, axis.values[state[key]]);
      changed();
    });
    place.append(element('label', {}, input, ' ', told));
  }

  // ---- rows on the chosen slice -----------------------------------------------------------------------------------
  const same = (row, axis, value) => axis.values.length < 2 || Object.is(row[axis.name], value);
  const slice = (prefix, others) => rows.filter(row => others.every(axis =>
    row[axis.name] === null || Number.isNaN(row[axis.name]) || same(row, axis, axis.values[state[prefix + axis.name]])));

  // ---- style ------------------------------------------------------------------------------------------------------
  function config() {
    const ink = dark.matches ? '#e6e7e9' : '#1d1f22', grid = dark.matches ? '#33373d' : '#e6e8ea';
    const axis = {domainColor: ink, tickColor: ink, labelColor: ink, titleColor: ink, gridColor: grid, labelFontSize: 13,
      titleFontSize: 14, titleFontWeight: 'normal', labelLimit: 240};
    return {background: 'transparent', font: 'system-ui, Helvetica Neue, Arial, sans-serif', view: {stroke: null}, axis,
      legend: {...(narrow() ? {orient: 'bottom', direction: 'vertical', columns: 2} : {orient: 'right'}), labelColor: ink, titleColor: ink, labelFontSize: 13, titleFontSize: 14, titleFontWeight: 'normal'},
      title: {color: ink, fontSize: 14}, point: {filled: true}, rule: {color: ink}, text: {color: ink, fontSize: 13}};
  }

  const narrow = () => document.body.clientWidth < 640;
  const views = new Map();

  function draw(id, spec) {
    const place = document.getElementById(id);
    const old = views.get(id);
    if (old) old.finalize();
    if (!spec) { place.textContent = 'Nothing to draw here.'; views.delete(id); return; }
    place.textContent = '';
    const whole = {$schema: 'https://vega.github.io/schema/vega-lite/v5.json', config: config(), ...spec};
    const marks = spec.size || 0;
    delete whole.size;
    const view = new vega.View(vega.parse(vegaLite.compile(whole).spec),
      {renderer: marks > 6000 ? 'canvas' : 'svg', container: place, hover: true});
    view.tooltip(tooltip);
    views.set(id, view);
    view.runAsync().then(() => { place.dataset.drawn = String(Number(place.dataset.drawn || 0) + 1); });
  }

  const bubble = element('div', {id: 'tip', role: 'status'});
  document.body.append(bubble);
  function tooltip(handler, event, item, value) {
    bubble.style.display = value ? 'block' : 'none';
    if (!value) return;
    bubble.replaceChildren(...Object.entries(value).map(([k, v]) => element('div', {}, k + ': ' + v)));
    bubble.style.left = Math.min(event.pageX + 12, innerWidth - bubble.offsetWidth - 8) + 'px';
    bubble.style.top = event.pageY + 12 + 'px';
  }

  const width = (id, most) => Math.max(220, Math.min(most, document.getElementById(id).clientWidth - (narrow() ? 95 : 190)));
  const scale = axis => ({type: axis.log ? 'log' : 'linear', zero: false, nice: false, padding: axis.log ? 0 : 8});

  // ---- what is told of a row ----------------------------------------------------------------------------------------
  function told(row, x, extra) {
    const facts = {};
    for (const axis of axes) if (row[axis.name] !== null) facts[axis.symbol] = text(row[axis.name]);
    facts[x] = row[x] + (row[x + '_stderr'] > 0 ? ' ± ' + row[x + '_stderr'].toPrecision(2) : '');
    if (!Number.isNaN(row[x + '_theory'])) facts.theory = row[x + '_theory'];
    if (!Number.isNaN(row[x + '_z'])) facts.z = row[x + '_z'].toFixed(2);
    facts.status = row.status;
    return {...facts, ...extra};
  }

  const clean = record => Object.fromEntries(Object.entries(record).map(([k, v]) =>
    [k, typeof v === 'number' && !Number.isFinite(v) ? null : v]));

  // ---- curves -------------------------------------------------------------------------------------------------------
  function coloured(axis) {
    if (!axis) return {value: dark.matches ? '#8dbdf5' : '#1f5fa8'};
    const range = {scheme: 'viridis', extent: dark.matches ? [0.25, 1] : [0, 0.85]};
    return {field: 'shade', type: 'ordinal', title: axis.symbol, sort: axis.values.map(v => text(v)),
      scale: axis.numeric ? {domain: axis.values.map(v => text(v)), ...(axis.values.length > 1 ? {range: ramp(axis.values.length, range.extent)} : {})} : {}};
  }

  const ramp = (n, [low, high]) => Array.from({length: n}, (_, i) =>
    vega.scheme('viridis')(n === 1 ? low : low + (high - low) * i / (n - 1)));

  function curveValues(chosen, x, axis, shade, shift) {
    return chosen.map(row => {
      const at = row[axis.name] - (shift ? row[shift] : 0);
      return clean({at, shade: shade ? text(row[shade.name]) : '', value: row[x], low: row[x] - row[x + '_stderr'],
        high: row[x] + row[x + '_stderr'], theory: row[x + '_theory'], z: row[x + '_z'], status: row.status,
        tip: told(row, x)});
    }).filter(v => v.at !== null && v.value !== null);
  }

  function lineValues(chosen, axis, shade) {
    const found = new Map();
    for (const line of table.lines.filter(l => l.along === axis.name)) {
      for (const row of chosen) {
        const at = row[line.name];
        if (Number.isFinite(at)) found.set(line.name + (shade ? text(row[shade.name]) : '') + at,
          {line: line.name, at, shade: shade ? text(row[shade.name]) : ''});
      }
    }
    const spread = [...found.values()], all = chosen.map(row => row[axis.name]).filter(Number.isFinite);
    return spread.filter(l => l.at >= Math.min(...all) && l.at <= Math.max(...all));
  }

  function curves() {
    const x = state.observable, axis = named(state.x), shade = named(state.colour);
    const others = axes.filter(a => a !== axis && a !== shade && a.values.length > 1);
    const chosen = slice('c:', others);
    const shift = state.shift || '';
    const values = curveValues(chosen, x, axis, shade, shift);
    if (!values.length) return null;
    const observable = table.observables.find(o => o.name === x);
    const wide = width('curves', 640), colour = coloured(shade);
    const across = {field: 'at', type: 'quantitative', title: shift ? axis.symbol + ' − ' + shift : axis.label,
      scale: shift ? {zero: false, nice: false, padding: 8} : scale(axis)};
    const tip = {signal: 'datum.tip'};
    const main = [];
    const lines = shift ? [] : lineValues(chosen, axis, shade);
    if (lines.length) main.push({data: {values: lines}, mark: {type: 'rule', opacity: .75, tooltip: {signal: '{line: datum.line, at: datum.at}'}},
      encoding: {x: {...across, field: 'at'}, color: colour, strokeDash: {field: 'line', type: 'nominal', title: 'lines of theory',
        scale: {range: [[2, 3], [7, 3], [7, 3, 2, 3], [12, 4], [1, 5]]}, legend: {symbolStrokeColor: dark.matches ? '#e6e7e9' : '#111111', symbolSize: 300}}}});
    if (values.some(v => v.theory !== null)) main.push({transform: [{filter: 'datum.theory !== null'}],
      mark: {type: 'line', strokeWidth: 1.4, interpolate: 'linear', clip: true},
      encoding: {x: across, y: {field: 'theory', type: 'quantitative'}, color: colour}});
    main.push({mark: {type: 'rule', strokeWidth: 1.2}, encoding: {x: across, y: {field: 'low', type: 'quantitative'}, y2: {field: 'high'}, color: colour}});
    main.push({mark: {type: 'point', size: 34, opacity: 1, tooltip: tip},
      encoding: {x: across, y: {field: 'value', type: 'quantitative', title: observable.label, scale: {zero: false, padding: 6}}, color: colour,
        shape: {condition: {test: "datum.status === 'ok' || datum.status === 'theory'", value: 'circle'}, value: 'cross'}}});
    const panels = [{width: wide, height: 320, layer: main}];
    if (values.some(v => v.z !== null)) panels.push({width: wide, height: 90, transform: [{filter: 'datum.z !== null'}], layer: [
      {data: {values: [{low: -2, high: 2}]}, mark: {type: 'rect', opacity: .15, color: '#888'}, encoding: {y: {field: 'low', type: 'quantitative'}, y2: {field: 'high'}}},
      {data: {values: [{zero: 0}]}, mark: {type: 'rule', opacity: .6}, encoding: {y: {field: 'zero', type: 'quantitative'}}},
      {mark: {type: 'point', size: 26, opacity: 1, tooltip: tip}, encoding: {x: across, y: {field: 'z', type: 'quantitative', title: 'z'}, color: colour}}]});
    return {data: {values}, vconcat: panels, spacing: 14, size: values.length * 3, resolve: {scale: {color: 'shared'}}};
  }

  // ---- the phase diagram ----------------------------------------------------------------------------------------------
  function edges(axis) {
    const at = axis.values.filter(Number.isFinite), to = axis.log ? Math.log : v => v, back = axis.log ? Math.exp : v => v;
    const u = at.map(to), cells = new Map();
    u.forEach((v, i) => {
      const low = i ? (u[i - 1] + v) / 2 : v - (u[1] - v) / 2, high = i < u.length - 1 ? (v + u[i + 1]) / 2 : v + (v - u[i - 1]) / 2;
      cells.set(at[i], [back(low), back(high)]);
    });
    return cells;
  }

  const extent = cells => [Math.min(...[...cells.values()].map(c => c[0])), Math.max(...[...cells.values()].map(c => c[1]))];

  function boundaries(chosen, across, up) {
    const found = [];
    for (const line of table.lines) {
      const along = line.along === across.name ? across : line.along === up.name ? up : null;
      if (!along) continue;
      const by = along === across ? up : across, seen = new Set();
      for (const row of chosen) {
        if (!Number.isFinite(row[line.name]) || !Number.isFinite(row[by.name]) || seen.has(row[by.name])) continue;
        seen.add(row[by.name]);
        found.push({line: line.name, order: row[by.name], x: along === across ? row[line.name] : row[by.name],
          y: along === across ? row[by.name] : row[line.name]});
      }
    }
    return found;
  }

  function phases(chosen, across, up) {
    const sums = new Map();
    for (const row of chosen.filter(r => r.phase && Number.isFinite(r[across.name]) && Number.isFinite(r[up.name]))) {
      const s = sums.get(row.phase) || {n: 0, points: []};
      s.n++; s.points.push([row[across.name], row[up.name]]);
      sums.set(row.phase, s);
    }
    return [...sums].map(([phase, s]) => {
      const middle = k => s.points.map(p => p[k]).sort((a, b) => a - b)[Math.floor(s.n / 2)];
      const [mx, my] = [middle(0), middle(1)];
      const near = s.points.reduce((a, b) => Math.hypot(a[0] - mx, a[1] - my) <= Math.hypot(b[0] - mx, b[1] - my) ? a : b);
      return {phase, x: near[0], y: near[1]};
    });
  }

  function map() {
    const x = state.mapObservable, across = named(state.mapX), up = named(state.mapY);
    if (!across || !up || across === up) return null;
    const chosen = slice('m:', axes.filter(a => a !== across && a !== up && a.values.length > 1));
    const wide = edges(across), tall = edges(up);
    const cells = chosen.filter(r => wide.has(r[across.name]) && tall.has(r[up.name]) && !Number.isNaN(r[x])).map(r => ({
      x: wide.get(r[across.name])[0], x2: wide.get(r[across.name])[1], y: tall.get(r[up.name])[0], y2: tall.get(r[up.name])[1],
      value: r[x], tip: told(r, x, r.phase ? {phase: r.phase} : {})}));
    if (!cells.length) return null;
    const label = table.observables.find(o => o.name === x).label;
    const sx = {...scale(across), padding: 0, domain: extent(wide)}, sy = {...scale(up), padding: 0, domain: extent(tall)};
    const X = {field: 'x', type: 'quantitative', title: across.label, scale: sx, axis: {grid: false}};
    const Y = {field: 'y', type: 'quantitative', title: up.label, scale: sy, axis: {grid: false}};
    const layer = [{data: {values: cells}, mark: {type: 'rect', tooltip: {signal: 'datum.tip'}, clip: true, strokeWidth: 0},
      encoding: {x: X, x2: {field: 'x2'}, y: Y, y2: {field: 'y2'},
        color: {field: 'value', type: 'quantitative', title: label, scale: {scheme: 'viridis', zero: false, nice: false}}}}];
    const lines = boundaries(chosen, across, up);
    if (lines.length) {
      layer.push({data: {values: lines}, mark: {type: 'line', stroke: '#ffffff', strokeWidth: 3.5, clip: true, opacity: .75},
        encoding: {x: X, y: Y, detail: {field: 'line'}, order: {field: 'order'}}});
      layer.push({data: {values: lines}, mark: {type: 'line', stroke: '#111111', strokeWidth: 1.6, clip: true},
        encoding: {x: X, y: Y, strokeDash: {field: 'line', type: 'nominal', title: 'theory', legend: {symbolStrokeColor: dark.matches ? '#e6e7e9' : '#111111'}}, order: {field: 'order'}}});
    }
    const labels = phases(chosen, across, up);
    if (labels.length) for (const [stroke, strokeWidth, fill] of [['#ffffff', 4, '#111111'], [null, 0, '#111111']]) layer.push({data: {values: labels},
      mark: {type: 'text', fontSize: 14, fontWeight: 600, fill, ...(stroke ? {stroke, strokeWidth, strokeJoin: 'round'} : {}), clip: true},
      encoding: {x: X, y: Y, text: {field: 'phase'}}});
    return {width: width('map', 560), height: 380, layer, size: cells.length, resolve: {scale: {strokeDash: 'independent'}}};
  }

  // ---- agreement and diagnostics ----------------------------------------------------------------------------------------
  function histogram() {
    const step = .5, z = rows.map(r => r[state.zObservable + '_z']).filter(Number.isFinite);
    if (!z.length) return null;
    const bins = new Map();
    for (const value of z) {
      const bin = Math.floor(Math.max(-5.99, Math.min(5.99, value)) / step) * step;
      bins.set(bin, (bins.get(bin) || 0) + 1);
    }
    const bars = [...bins].map(([low, n]) => ({low, high: low + step, n, share: n / z.length / step}));
    const normal = Array.from({length: 121}, (_, i) => ({z: -6 + i / 10, share: Math.exp(-((-6 + i / 10) ** 2) / 2) / Math.sqrt(2 * Math.PI)}));
    const X = {field: 'low', type: 'quantitative', title: 'z, ' + z.length + ' rows, over the standard normal law', scale: {domain: [-6, 6]}, axis: {grid: false}};
    return {width: width('histogram', 420), height: 200, layer: [
      {data: {values: bars}, mark: {type: 'rect', color: dark.matches ? '#4d7fb3' : '#8fb4da', tooltip: {signal: '{rows: datum.n}'}},
        encoding: {x: X, x2: {field: 'high'}, y: {field: 'share', type: 'quantitative', title: 'density'}, y2: {datum: 0}}},
      {data: {values: normal}, mark: {type: 'line', strokeWidth: 1.4, color: dark.matches ? '#e6e7e9' : '#111111'},
        encoding: {x: {field: 'z', type: 'quantitative'}, y: {field: 'share', type: 'quantitative'}}}]};
  }

  function diagnostics() {
    const field = state.diagnostic, axis = named(state.diagnosticX);
    const values = rows.map(r => clean({at: r[axis.name], value: r[field], status: r.status, tip: {...told(r, state.observable), [field]: r[field]}}))
      .filter(v => v.at !== null && v.value !== null);
    if (!values.length) return null;
    return {width: width('diagnostics', 560), height: 200, data: {values}, size: values.length,
      mark: {type: 'point', size: 30, opacity: .9, tooltip: {signal: 'datum.tip'}},
      encoding: {x: {field: 'at', type: 'quantitative', title: axis.label, scale: scale(axis)},
        y: {field: 'value', type: 'quantitative', title: field, scale: {zero: false}}, color: {field: 'status', type: 'nominal', title: 'status'}}};
  }

  // ---- the page -----------------------------------------------------------------------------------------------------
  const observables = () => table.observables.map(o => [o.name, o.name]);
  const measurable = () => axes.filter(finite);
  const figures = {
    map: {of: map, when: () => measurable().length > 1, controls(place, again) {
      choice(place, 'mapObservable', 'colour', observables(), again);
      choice(place, 'mapX', 'across', measurable().map(a => [a.name, a.symbol]), again);
      choice(place, 'mapY', 'up', measurable().filter(a => a.name !== state.mapX).map(a => [a.name, a.symbol]), again);
      for (const axis of axes) if (axis.name !== state.mapX && axis.name !== state.mapY && axis.values.length > 1) slider(place, 'm:' + axis.name, axis, () => draw('map', map()));
    }},
    curves: {of: curves, when: () => measurable().length > 0, controls(place, again) {
      choice(place, 'observable', 'observable', observables(), again);
      choice(place, 'x', 'along', measurable().map(a => [a.name, a.symbol]), again);
      choice(place, 'colour', 'colour', axes.filter(a => a.name !== state.x && a.values.length > 1).map(a => [a.name, a.symbol]), again);
      const lines = table.lines.filter(l => l.along === state.x).map(l => [l.name, named(state.x).symbol + ' − ' + l.name]);
      if (lines.length) choice(place, 'shift', 'collapse on', [['', 'nothing'], ...lines], again);
      for (const axis of axes) if (axis.name !== state.x && axis.name !== state.colour && axis.values.length > 1) slider(place, 'c:' + axis.name, axis, () => draw('curves', curves()));
    }},
    histogram: {of: histogram, when: () => rows.some(r => table.observables.some(o => Number.isFinite(r[o.name + '_z']))), controls(place, again) {
      choice(place, 'zObservable', 'observable', observables().filter(([o]) => rows.some(r => Number.isFinite(r[o + '_z']))), again);
    }},
    diagnostics: {of: diagnostics, when: () => measurable().length > 0 && table.diagnostics.length > 0, controls(place, again) {
      choice(place, 'diagnostic', 'diagnostic', table.diagnostics.map(d => [d, d]), again);
      choice(place, 'diagnosticX', 'along', measurable().map(a => [a.name, a.symbol]), again);
    }},
  };

  function show(id) {
    const figure = figures[id], place = document.getElementById(id), section = place.closest('[data-figure]');
    section.hidden = !figure.when();
    if (section.hidden) return;
    const controls = section.querySelector('.controls');
    controls.textContent = '';
    figure.controls(controls, () => show(id));
    draw(id, figure.of());
  }

  load(JSON.parse(source.textContent));
  Object.assign(state, table.start);
  const all = () => Object.keys(figures).forEach(show);
  window.phasegrid = {load(json) { load(json); all(); }};
  all();
  dark.addEventListener('change', all);
  let resized = 0;
  addEventListener('resize', () => { clearTimeout(resized); resized = setTimeout(all, 200); });
})();

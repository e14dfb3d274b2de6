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
    for (const axis of axes) axis.digits = axis.numeric ? digits(axis.values.filter(Number.isFinite)) : 0;
  }
  // As few digits, three at least, as tell all values apart.
  const digits = values => [3, 4, 5, 6, 7].find(n => new Set(values.map(v => v.toPrecision(n))).size === values.length) ?? 9;
  const named = name => axes.find(axis => axis.name === name);
  const finite = axis => axis.numeric && axis.values.filter(Number.isFinite).length > 1;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const state = {};

  const greek = {alpha: 'α', beta: 'β', gamma: 'γ', delta: 'δ', lambda: 'λ', sigma: 'σ', theta: 'θ', tau: 'τ', mu: 'μ', rho: 'ρ'};
  const letters = name => name.split('_').map(word => greek[word] ?? word).join('_');
  const spoken = name => name.replaceAll('_', ' ');

  // ---- controls -------------------------------------------------------------------------------------------------
  function element(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  function choice(place, key, label, options, changed) {
    if (!options.length) { state[key] = ''; return; }
    const select = element('select', {'data-control': key});
    for (const [value, text] of options) select.append(element('option', {value}, text));
    if (!options.some(([value]) => value === state[key])) state[key] = options.length ? options[0][0] : '';
    select.value = state[key];
    select.addEventListener('change', () => { state[key] = select.value; changed(); });
    place.append(element('label', {}, label + ' ', select));
  }

  const shown = (axis, value) => axis.numeric ? axis.symbol + ' = ' + brief(value, axis) : spoken(String(value));
  const brief = (value, axis) => Number.isInteger(value) ? String(value) : Number.isFinite(value) ? String(Number(value.toPrecision(axis?.digits ?? 5))) : text(value);
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

  // The first slice of a figure is the one with most points, of equals the middle one.
  function settle(prefix, others, x, across) {
    if (others.every(axis => state[prefix + axis.name] !== undefined)) return;
    const counts = new Map();
    for (const row of rows) {
      if (Number.isNaN(row[x]) || !across.every(axis => Number.isFinite(row[axis.name]))) continue;
      const key = others.map(axis => Math.max(0, axis.values.findIndex(v => Object.is(v, row[axis.name])))).join();
      counts.set(key, (counts.get(key) || 0) + 1);
    }
    const off = key => key.split(',').reduce((sum, i, k) => sum + Math.abs(Number(i) - (others[k].values.length - 1) / 2), 0);
    const best = [...counts].sort((a, b) => b[1] - a[1] || off(a[0]) - off(b[0]))[0];
    if (best && others.length) best[0].split(',').forEach((i, k) => { state[prefix + others[k].name] ??= Number(i); });
  }

  // ---- style ------------------------------------------------------------------------------------------------------
  function config() {
    const ink = dark.matches ? '#e6e7e9' : '#1d1f22', grid = dark.matches ? '#33373d' : '#e6e8ea';
    const small = Math.round(13 * rem()), large = Math.round(14 * rem());
    const axis = {domainColor: ink, tickColor: ink, labelColor: ink, titleColor: ink, gridColor: grid, labelFontSize: small,
      titleFontSize: large, titleFontWeight: 'normal', labelLimit: 240, labelOverlap: 'greedy', titlePadding: 8};
    return {background: 'transparent', font: 'system-ui, Helvetica Neue, Arial, sans-serif', view: {stroke: null}, axis,
      legend: {...(narrow() ? {orient: 'bottom', direction: 'vertical', columns: 2} : {orient: 'right'}), labelColor: ink, titleColor: ink, labelFontSize: small, titleFontSize: large, titleFontWeight: 'normal', titleLimit: 240},
      title: {color: ink, fontSize: large}, point: {filled: true}, rule: {color: ink}, text: {color: ink, fontSize: small}};
  }

  // Letters are larger on a wide screen, as a projector's; figures grow with them.
  const rem = () => parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
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

  const width = (id, most) => Math.max(220, Math.min(most * rem(), document.getElementById(id).clientWidth - (narrow() ? 125 : 210 * rem())));
  const tall = height => Math.round(height * rem());
  const scale = axis => ({type: axis.log ? 'log' : 'linear', zero: false, nice: false, padding: axis.log ? 0 : 8});

  // A whole number in all its digits, a fraction in three, far powers of ten as powers.
  const raised = power => String(power).replace(/[0-9-]/g, c => c === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[c]);
  const tenth = v => Number.isInteger(Number(Math.log10(v).toFixed(9)));
  const short = v => v !== 0 && (Math.abs(v) >= 1e6 || Math.abs(v) < 1e-3) && tenth(Math.abs(v)) ? (v < 0 ? '−' : '') + '10' + raised(Math.round(Math.log10(Math.abs(v))))
    : String(Number.isInteger(v) ? v : Number(v.toPrecision(3))).replace('-', '−');
  vega.expressionFunction('short', short);

  // A short axis of powers has its ticks where its values are.
  const ticks = axis => axis.log && axis.values.length <= 8 ? {values: axis.values.filter(Number.isFinite), labelExpr: 'short(datum.value)'} : {tickCount: narrow() ? 5 : 8};

  // Powers of ten between two sizes, with twice and five times these where they are few.
  function decades(low, high) {
    const all = steps => Array.from({length: 61}, (_, i) => steps.map(k => Number(k + 'e' + (i - 30)))).flat().filter(v => v >= low && v <= high);
    const powers = all([1]);
    return powers.length < 3 ? all([1, 2, 5]) : powers.filter((_, i) => i % Math.ceil(powers.length / 8) === 0);
  }

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
    const domain = axis.values.map(v => brief(v, axis)), n = domain.length;
    return {field: 'shade', type: axis.numeric ? 'ordinal' : 'nominal', title: axis.symbol, sort: domain,
      scale: {domain, ...(!axis.numeric ? {range: domain.map((_, i) => hues()[i % hues().length])} : n > 1 ? {range: ramp(n, range.extent)} : {})}};
  }

  // Words have M. Okabe and K. Ito's colours, and three more.
  const hues = () => ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', dark.matches ? '#e6e7e9' : '#000000', '#8c6d31', '#7f7f7f', '#9467bd'];

  const ramp = (n, [low, high]) => Array.from({length: n}, (_, i) =>
    vega.scheme('viridis')(n === 1 ? low : low + (high - low) * i / (n - 1)));

  // The power that theory states of an observable along an axis: both are then read on logarithmic scales.
  const slope = (x, axis) => (table.slopes ?? []).find(s => s.of === x && s.along === axis.name);
  const scaleKey = () => 'scale:' + state.observable + ':' + state.x;

  function curveValues(chosen, x, axis, shade, shift, log) {
    const size = v => !log ? v : v === 0 ? NaN : Math.abs(v), error = row => Number.isNaN(row[x + '_stderr']) ? 0 : row[x + '_stderr'];
    const sizes = chosen.flatMap(row => [Math.abs(row[x + '_theory']), Math.max(Math.abs(row[x]), error(row) / 2)]).filter(v => v > 0 && Number.isFinite(v));
    const floor = log ? Math.min(...sizes) / 1.15 : -Infinity;
    return chosen.filter(row => !log || size(row[x]) >= floor).map(row => {
      const at = row[axis.name] - (shift ? row[shift] : 0), value = size(row[x]), half = error(row);
      return clean({at, shade: shade ? brief(row[shade.name], shade) : '', value, low: Math.max(floor, value - half),
        high: value + half, theory: size(row[x + '_theory']), limit: !['exact', 'step-corrected'].includes(row[x + '_theory_kind']), z: row[x + '_z'], status: row.status,
        tip: told(row, x)});
    }).filter(v => v.at !== null && v.value !== null);
  }

  function lineValues(chosen, axis, shade) {
    const found = new Map();
    for (const line of table.lines.filter(l => l.along === axis.name)) {
      for (const row of chosen) {
        const at = row[line.name];
        if (Number.isFinite(at)) found.set(line.name + (shade ? brief(row[shade.name], shade) : '') + at,
          {line: letters(line.name), at, shade: shade ? brief(row[shade.name], shade) : ''});
      }
    }
    const spread = [...found.values()], all = chosen.map(row => row[axis.name]).filter(Number.isFinite);
    return spread.filter(l => l.at >= Math.min(...all) && l.at <= Math.max(...all));
  }

  // The vertical axis of sizes; nothing where it is linear.
  function sizeAxis(values, log) {
    if (!log) return {};
    const all = values.flatMap(v => [v.value, v.theory, v.low, v.high]).filter(v => v !== null && v > 0);
    const domain = [Math.min(...all) / 1.1, Math.max(...all) * 1.1];
    return {scale: {type: 'log', nice: false, domain}, axis: {values: decades(...domain), labelExpr: 'short(datum.value)'}};
  }

  // A dashed line of each power that theory states, a little under the lowest curve that has it.
  function guides(values, column, axis, chosen, shade, across, up) {
    const ends = [Math.min(...values.map(v => v.at)), Math.max(...values.map(v => v.at))], lowest = new Map();
    for (const key of new Set(values.map(v => v.shade))) {
      const row = chosen.find(r => (shade ? brief(r[shade.name], shade) : '') === key && Number.isFinite(r[column]));
      const last = values.filter(v => v.shade === key).sort((a, b) => b.at - a.at)[0];
      if (!row || !last) continue;
      const factor = (last.theory ?? last.value) / last.at ** row[column];
      lowest.set(row[column], Math.min(factor, lowest.get(row[column]) ?? Infinity));
    }
    const lines = [...lowest].flatMap(([power, c]) => ends.map((at, i) => ({at, size: .6 * c * at ** power, power, i, word: '∝ ' + axis.symbol + (Number.isInteger(power) ? raised(power) : '^' + short(power))})));
    const ink = dark.matches ? '#a4a9b1' : '#666b72', Y = {field: 'size', type: 'quantitative', ...up};
    return lines.length ? [
      {data: {values: lines}, mark: {type: 'line', strokeWidth: 1.3, strokeDash: [2, 3], color: ink, clip: true}, encoding: {x: across, y: Y, detail: {field: 'power'}}},
      {data: {values: lines.filter(l => l.i === 0).map(l => entering(l, up))}, mark: {type: 'text', align: 'left', baseline: 'bottom', dx: 4, fontStyle: 'italic', fill: ink},
        encoding: {x: across, y: Y, text: {field: 'word', type: 'nominal'}}}] : [];
  }

  // A guide is named where it enters the frame.
  function entering(line, up) {
    const top = up.scale.domain[1] / 1.6, at = line.size <= top ? line.at : line.at * (top / line.size) ** (1 / line.power);
    return {...line, at, size: line.size * (at / line.at) ** line.power};
  }

  function curves() {
    const x = state.observable, axis = named(state.x), shade = named(state.colour);
    const others = axes.filter(a => a !== axis && a !== shade && a.values.length > 1);
    const chosen = slice('c:', others);
    const shift = state.shift || '';
    const log = state[scaleKey()] === 'log', steep = log && slope(x, axis) && Math.min(...axis.values) > 0;
    const values = curveValues(chosen, x, axis, shade, shift, log);
    if (!values.length) return null;
    const observable = table.observables.find(o => o.name === x);
    const wide = width('curves', 700), colour = coloured(shade);
    const across = {field: 'at', type: 'quantitative', title: shift ? axis.symbol + ' − ' + letters(shift) : axis.label,
      scale: shift ? {zero: false, nice: false, padding: 8} : scale({...axis, log: axis.log || steep}), axis: shift ? {} : ticks({...axis, log: axis.log || steep})};
    const up = sizeAxis(values, log);
    const tip = {signal: 'datum.tip'};
    const main = [];
    const lines = shift ? [] : lineValues(chosen, axis, shade);
    const high = Math.max(...values.map(v => v.at)), low = Math.min(...values.map(v => v.at));
    const edge = (high / low) ** .02;
    if (axis.log || steep) across.scale = {...across.scale, domain: [low / edge, high * edge]};
    // Theory that a finite sweep only nears is dashed.
    for (const [limit, strokeDash] of [[false, [1, 0]], [true, [5, 3]]]) {
      if (values.some(v => v.theory !== null && v.limit === limit)) main.push({transform: [{filter: 'datum.theory !== null && datum.limit === ' + limit}],
        mark: {type: 'line', strokeWidth: 1.4, strokeDash, interpolate: 'linear', clip: true},
        encoding: {x: across, y: {field: 'theory', type: 'quantitative', ...up}, color: colour}});
    }
    if (steep) main.push(...guides(values, slope(x, axis).name, axis, chosen, shade, across, up));
    if (!values.some(v => v.theory !== null)) main.push({mark: {type: 'line', strokeWidth: 1, opacity: .4, clip: true}, encoding: {x: across, y: {field: 'value', type: 'quantitative', ...up}, color: colour}});
    main.push({mark: {type: 'rule', strokeWidth: 1.2}, encoding: {x: across, y: {field: 'low', type: 'quantitative', ...up}, y2: {field: 'high'}, color: colour}});
    main.push({mark: {type: 'point', size: 34, opacity: 1, tooltip: tip},
      encoding: {x: across, y: {field: 'value', type: 'quantitative', title: log ? '|' + observable.label + '|' : observable.label, scale: {zero: false, padding: 6}, ...up}, color: colour,
        shape: {condition: {test: "datum.status === 'ok' || datum.status === 'theory'", value: 'circle'}, value: 'cross'}}});
    const panels = [{width: wide, height: tall(320), layer: main}];
    // Where the transition lines lie for each curve: a row of ticks for each line, above the curves.
    if (lines.length) panels.unshift({width: wide, height: tall(19) * new Set(lines.map(l => l.line)).size, data: {values: lines},
      mark: {type: 'tick', thickness: 2.5, bandSize: tall(13), opacity: 1, tooltip: {signal: '{line: datum.line, at: datum.at}'}},
      encoding: {x: {...across, field: 'at', title: null, scale: {domain: [low, high], ...across.scale, padding: 0}, axis: {...ticks(axis), labels: false, ticks: false, domain: false, grid: true}},
        y: {field: 'line', type: 'nominal', title: null, axis: {grid: false, ticks: false, domain: false}}, color: colour}});
    if (values.some(v => v.z !== null)) panels.push({width: wide, height: tall(90), transform: [{filter: 'datum.z !== null'}], layer: [
      {data: {values: [{low: -2, high: 2}]}, mark: {type: 'rect', opacity: .15, color: '#888'}, encoding: {y: {field: 'low', type: 'quantitative'}, y2: {field: 'high'}}},
      {data: {values: [{zero: 0}]}, mark: {type: 'rule', opacity: .6}, encoding: {y: {field: 'zero', type: 'quantitative'}}},
      {mark: {type: 'point', size: 26, opacity: 1, tooltip: tip}, encoding: {x: across, y: {field: 'z', type: 'quantitative', title: 'z'}, color: colour}}]});
    return {data: {values}, vconcat: panels, spacing: 12, size: values.length * 3, resolve: {scale: {color: 'shared'}}};
  }

  // ---- the phase diagram ----------------------------------------------------------------------------------------------
  function edges(axis, there) {
    const at = axis.values.filter(v => Number.isFinite(v) && there.has(v)), to = axis.log ? Math.log : v => v, back = axis.log ? Math.exp : v => v;
    const u = at.map(to), cells = new Map();
    if (u.length < 2) return cells;
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
        found.push({line: letters(line.name), order: row[by.name], x: along === across ? row[line.name] : row[by.name],
          y: along === across ? row[by.name] : row[line.name]});
      }
    }
    return found;
  }

  // ---- words on the map: each in its own place, in pixels ------------------------------------------------------------
  const share = (v, [a, b], log) => log ? Math.log(v / a) / Math.log(b / a) : (v - a) / (b - a);
  const free = (box, taken) => box.x0 > 2 && box.x1 < box.w - 2 && box.y0 > 2 && box.y1 < box.h - 2
    && taken.every(t => box.x1 < t.x0 || box.x0 > t.x1 || box.y1 < t.y0 || box.y0 > t.y1);

  // A box around a word whose anchor is its middle (0), its left end (1) or its right end (-1).
  function box(word, x, y, size, anchor, [w, h]) {
    const half = word.length * size * .29 + 3, middle = x + anchor * (half + 5);
    return {word, x: middle, y, x0: middle - half, x1: middle + half, y0: y - size * .7, y1: y + size * .7, w, h};
  }

  // Of the candidates the first that is free; where there is none the word is left out.
  function put(candidates, taken) {
    const best = candidates.find(c => free(c, taken));
    if (best) { taken.push(best); return [best]; }
    return [];
  }

  // Small boxes along the lines, which no phase's name should cover.
  function alongLines(lines, place) {
    return [...new Set(lines.map(l => l.line))].flatMap(line => {
      const points = lines.filter(l => l.line === line).map(place).filter(p => p.every(Number.isFinite));
      return points.slice(1).flatMap((p, i) => Array.from({length: 25}, (_, k) => {
        const x = points[i][0] + (p[0] - points[i][0]) * k / 24, y = points[i][1] + (p[1] - points[i][1]) * k / 24;
        return {x0: x - 2, x1: x + 2, y0: y - 2, y1: y + 2};
      }));
    });
  }

  // A phase is named at a cell of its own, as near to its middle as there is room.
  function phaseWords(chosen, place, size, frame, taken) {
    const cells = new Map();
    for (const row of chosen.filter(r => r.phase)) {
      const [px, py] = place(row);
      if (Number.isFinite(px) && Number.isFinite(py)) cells.set(row.phase, [...(cells.get(row.phase) ?? []), [px, py]]);
    }
    return [...cells].sort((a, b) => b[1].length - a[1].length).flatMap(([phase, points]) => {
      const mean = k => points.reduce((sum, p) => sum + p[k], 0) / points.length;
      const [mx, my] = [mean(0), mean(1)], far = p => Math.hypot(p[0] - mx, p[1] - my);
      const near = [...points].sort((a, b) => far(a) - far(b));
      const word = spoken(phase), half = word.length * size * .29 + 6;
      const inside = ([px, py]) => [Math.min(frame[0] - half, Math.max(half, px)), py];
      return put(near.flatMap(p => [0, 1.6, -1.6, 3.2, -3.2].map(dy => { const [px, py] = inside(p); return box(word, px, py + dy * size, size, 0, frame); })), taken);
    });
  }

  // A line is named beside it; lines that lie on one another share a name.
  function lineWords(lines, place, size, frame, taken) {
    const each = [...new Set(lines.map(l => l.line))].map(line => ({line, points: lines.filter(l => l.line === line)
      .map(l => place(l)).filter(p => p.every(Number.isFinite))})).filter(l => l.points.length);
    const near = (a, b) => a.points.length === b.points.length && a.points.every((p, i) => Math.hypot(p[0] - b.points[i][0], p[1] - b.points[i][1]) < 12);
    const groups = [];
    for (const one of each) {
      const group = groups.find(g => near(g, one));
      if (group) group.line += ', ' + one.line; else groups.push({...one});
    }
    const middle = g => g.points.reduce((sum, p) => sum + p[0], 0) / g.points.length;
    groups.sort((a, b) => middle(a) - middle(b));
    return groups.flatMap((group, k) => {
      const anchor = k > 0 && k === groups.length - 1 ? 1 : -1;
      const points = group.points.map((p, i) => i ? [p, [(p[0] + group.points[i - 1][0]) / 2, (p[1] + group.points[i - 1][1]) / 2]] : [p]).flat();
      const spread = k => Math.max(...group.points.map(p => p[k])) - Math.min(...group.points.map(p => p[k]));
      const flat = spread(1) < spread(0) / 4;
      return put(flat ? points.flatMap(([px, py]) => [-1, 1].map(dy => box(group.line, px, py + dy * size, size, 0, frame)))
        : [anchor, -anchor].flatMap(side => points.map(([px, py]) => box(group.line, px, py, size, side, frame))), taken);
    });
  }

  function map() {
    const x = state.mapObservable, across = named(state.mapX), up = named(state.mapY);
    if (!across || !up || across === up) return null;
    const chosen = slice('m:', axes.filter(a => a !== across && a !== up && a.values.length > 1));
    const there = chosen.filter(r => !Number.isNaN(r[x]));
    const wide = edges(across, new Set(there.map(r => r[across.name]))), high = edges(up, new Set(there.map(r => r[up.name])));
    const cells = chosen.filter(r => wide.has(r[across.name]) && high.has(r[up.name]) && !Number.isNaN(r[x])).map(r => ({
      x: wide.get(r[across.name])[0], x2: wide.get(r[across.name])[1], y: high.get(r[up.name])[0], y2: high.get(r[up.name])[1],
      value: r[x], edge: r[x], tip: told(r, x, r.phase ? {phase: r.phase} : {})}));
    if (!cells.length) return null;
    const label = table.observables.find(o => o.name === x).label;
    const sx = {...scale(across), padding: 0, domain: extent(wide)}, sy = {...scale(up), padding: 0, domain: extent(high)};
    const X = {field: 'x', type: 'quantitative', title: across.label, scale: sx, axis: {grid: false, ...ticks(across)}};
    const Y = {field: 'y', type: 'quantitative', title: up.label, scale: sy, axis: {grid: false, ...ticks(up)}};
    const shade = {field: 'value', type: 'quantitative', title: label, scale: {scheme: 'viridis', zero: false, nice: false}};
    const layer = [{data: {values: cells}, mark: {type: 'rect', tooltip: {signal: 'datum.tip'}, clip: true, strokeWidth: .8},
      encoding: {x: X, x2: {field: 'x2'}, y: Y, y2: {field: 'y2'},
        color: shade, stroke: {...shade, field: 'edge', legend: null}}}];
    const lines = boundaries(chosen, across, up);
    if (lines.length) {
      layer.push({data: {values: lines}, mark: {type: 'line', stroke: '#ffffff', strokeWidth: 3.5, clip: true, opacity: .75},
        encoding: {x: X, y: Y, detail: {field: 'line'}, order: {field: 'order'}}});
      layer.push({data: {values: lines}, mark: {type: 'line', stroke: '#111111', strokeWidth: 1.6, clip: true},
        encoding: {x: X, y: Y, strokeDash: {field: 'line', type: 'nominal', legend: null, scale: {range: [[1, 0], [7, 3], [2, 3], [7, 3, 2, 3], [12, 4]]}}, order: {field: 'order'}}});
    }
    const frame = [width('map', 640), tall(420)], taken = [];
    const place = (vx, vy) => [share(vx, sx.domain, across.log) * frame[0], (1 - share(vy, sy.domain, up.log)) * frame[1]];
    const write = (values, mark) => values.length && [['#ffffff', 4], [null, 0]].forEach(([stroke, strokeWidth]) => layer.push({data: {values},
      mark: {type: 'text', fill: '#111111', ...(stroke ? {stroke, strokeWidth, strokeJoin: 'round', strokeOpacity: .85} : {}), ...mark},
      encoding: {x: {field: 'x', type: 'quantitative', scale: null}, y: {field: 'y', type: 'quantitative', scale: null}, text: {field: 'word', type: 'nominal'}}}));
    const tags = lineWords(lines, l => place(l.x, l.y), tall(13), frame, taken);
    taken.push(...alongLines(lines, l => place(l.x, l.y)));
    const phases = phaseWords(chosen, row => place(row[across.name], row[up.name]), tall(15), frame, taken);
    const pixel = field => ({field, type: 'quantitative', scale: null});
    if (phases.length) layer.push({data: {values: phases}, mark: {type: 'rect', fill: '#ffffff', opacity: .85, cornerRadius: 5},
      encoding: {x: pixel('x0'), x2: {field: 'x1'}, y: pixel('y0'), y2: {field: 'y1'}}});
    write(phases, {fontSize: tall(15), fontWeight: 600});
    write(tags, {fontSize: tall(13), fontStyle: 'italic'});
    return {width: frame[0], height: frame[1], layer, size: cells.length, resolve: {scale: {strokeDash: 'independent'}}};
  }

  // ---- fits -------------------------------------------------------------------------------------------------------------
  function fitted(fits, id) {
    const fit = fits.find(f => f.name === state[id]) ?? fits[0];
    const samples = fit.samples.filter(s => !state[id + 'Panel'] || s.panel === state[id + 'Panel']);
    if (!samples.length) return null;
    const values = samples.map(s => {
      const theory = fit.closest ? number(s.lines[fit.closest]) : NaN;
      return clean({x: s.x, shade: brief(number(s.key)), value: s.value, low: s.value - s.stderr, high: s.value + s.stderr,
        z: s.z ?? (s.value - theory) / s.stderr, tip: {...(fit.colour ? {[fit.colour]: text(number(s.key))} : {}), [fit.name]: s.value + ' ± ' + s.stderr.toPrecision(2)}});
    });
    const lines = samples.flatMap(s => Object.entries(s.lines).map(([line, at]) => clean({x: s.x, at: number(at), line: letters(line), shade: brief(number(s.key))})))
      .filter(l => l.at !== null);
    const keys = [...new Set(values.map(v => v.shade))], ink = dark.matches ? '#e6e7e9' : '#111111';
    const colour = fit.colour ? {field: 'shade', type: 'ordinal', title: fit.colour, sort: keys, scale: {domain: keys, range: ramp(keys.length, dark.matches ? [0.25, 1] : [0, 0.85])}}
      : {value: dark.matches ? '#8dbdf5' : '#1f5fa8'};
    const X = {field: 'x', type: 'quantitative', title: fit.x, axis: ticks({log: fit.log, values: [...new Set(samples.map(s => s.x))]}), scale: {type: fit.log ? 'log' : 'linear', zero: false, nice: false, padding: 10}};
    const tip = {signal: 'datum.tip'}, wide = width(id, 640);
    const layer = [];
    if (lines.length) layer.push({data: {values: lines}, mark: {type: 'line', strokeWidth: 1.4, ...(fit.colour ? {} : {color: ink})},
      encoding: {x: X, y: {field: 'at', type: 'quantitative'}, ...(fit.colour ? {color: colour} : {}),
        strokeDash: {field: 'line', type: 'nominal', title: 'theory', scale: {range: [[1, 0], [7, 3], [2, 3], [7, 3, 2, 3], [12, 4]]},
          legend: {symbolStrokeColor: ink, symbolSize: 400, symbolStrokeWidth: 1.6}}}});
    layer.push({mark: {type: 'rule', strokeWidth: 1.4}, encoding: {x: X, y: {field: 'low', type: 'quantitative'}, y2: {field: 'high'}, color: colour}});
    layer.push({mark: {type: 'point', size: tall(46), opacity: 1, tooltip: tip},
      encoding: {x: X, y: {field: 'value', type: 'quantitative', title: letters(fit.label), scale: {zero: false, padding: 8}}, color: colour}});
    const panels = [{width: wide, height: tall(260), layer}];
    if (values.some(v => v.z !== null)) panels.push({width: wide, height: tall(80), layer: [
      {data: {values: [{low: -2, high: 2}]}, mark: {type: 'rect', opacity: .15, color: '#888'}, encoding: {y: {field: 'low', type: 'quantitative'}, y2: {field: 'high'}}},
      {mark: {type: 'point', size: tall(30), opacity: 1, tooltip: tip}, encoding: {x: X, y: {field: 'z', type: 'quantitative', title: fit.closest ? 'z from ' + letters(fit.closest) : 'z'}, color: colour}}]});
    return {data: {values}, vconcat: panels, spacing: 12, size: values.length * 3};
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
    return {width: width('histogram', 420), height: tall(200), layer: [
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
    return {width: width('diagnostics', 560), height: tall(200), data: {values}, size: values.length,
      mark: {type: 'point', size: 30, opacity: .9, tooltip: {signal: 'datum.tip'}},
      encoding: {x: {field: 'at', type: 'quantitative', title: axis.label, scale: scale(axis), axis: ticks(axis)},
        y: {field: 'value', type: 'quantitative', title: spoken(field), scale: {zero: false}}, color: {field: 'status', type: 'nominal', title: 'status'}}};
  }

  // ---- the page -----------------------------------------------------------------------------------------------------
  const observables = () => table.observables.map(o => [o.name, spoken(o.name)]);
  const measurable = () => axes.filter(finite);
  const kept = (id, word, all) => ({of: () => fitted(all(), id), when: () => all().length > 0, controls(place, again) {
    choice(place, id, word, all().map(f => [f.name, letters(f.name) + ', ' + f.definition]), again);
    const panels = [...new Set(all().find(f => f.name === state[id]).samples.map(s => s.panel))];
    if (panels.length > 1) choice(place, id + 'Panel', 'at', panels.map(p => [p, p]), again); else state[id + 'Panel'] = '';
  }});
  const figures = {
    map: {of: map, when: () => measurable().length > 1, controls(place, again) {
      choice(place, 'mapObservable', 'colour', observables(), again);
      choice(place, 'mapX', 'across', measurable().map(a => [a.name, a.symbol]), again);
      choice(place, 'mapY', 'up', measurable().filter(a => a.name !== state.mapX).map(a => [a.name, a.symbol]), again);
      const others = axes.filter(a => a.name !== state.mapX && a.name !== state.mapY && a.values.length > 1);
      if (state.mapX && state.mapY) settle('m:', others, state.mapObservable, [named(state.mapX), named(state.mapY)]);
      for (const axis of others) slider(place, 'm:' + axis.name, axis, () => draw('map', map()));
    }},
    curves: {of: curves, when: () => measurable().length > 0, controls(place, again) {
      choice(place, 'observable', 'observable', observables(), again);
      choice(place, 'x', 'along', measurable().map(a => [a.name, a.symbol]), again);
      choice(place, 'colour', 'colour', axes.filter(a => a.name !== state.x && a.values.length > 1).map(a => [a.name, a.symbol]), again);
      const lines = table.lines.filter(l => l.along === state.x).map(l => [l.name, named(state.x).symbol + ' − ' + letters(l.name)]);
      if (lines.length) choice(place, 'shift', 'collapse on', [['', 'nothing'], ...lines], again);
      state[scaleKey()] ??= slope(state.observable, named(state.x)) ? 'log' : 'linear';
      choice(place, scaleKey(), 'scale', [['linear', 'linear'], ['log', 'logarithmic']], again);
      const others = axes.filter(a => a.name !== state.x && a.name !== state.colour && a.values.length > 1);
      settle('c:', others, state.observable, [named(state.x)]);
      for (const axis of others) slider(place, 'c:' + axis.name, axis, () => draw('curves', curves()));
    }},
    functions: kept('functions', 'function', () => table.functions ?? []),
    fitted: kept('fitted', 'fit', () => table.fits ?? []),
    histogram: {of: histogram, when: () => rows.some(r => table.observables.some(o => Number.isFinite(r[o.name + '_z']))), controls(place, again) {
      choice(place, 'zObservable', 'observable', observables().filter(([o]) => rows.some(r => Number.isFinite(r[o + '_z']))), again);
    }},
    diagnostics: {of: diagnostics, when: () => measurable().length > 0 && table.diagnostics.length > 0, controls(place, again) {
      state.diagnostic ??= table.diagnostics.find(d => new Set(rows.map(r => r[d])).size > 1);
      choice(place, 'diagnostic', 'diagnostic', table.diagnostics.map(d => [d, spoken(d)]), again);
      choice(place, 'diagnosticX', 'along', measurable().map(a => [a.name, a.symbol]), again);
    }},
  };

  function show(id) {
    const figure = figures[id], place = document.getElementById(id);
    if (!place) return;
    const section = place.closest('[data-figure]');
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

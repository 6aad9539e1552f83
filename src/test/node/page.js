// Runs inside the viewer's page: what Neuroglancer made of a state, in plain JSON. Uses names that survive minifying.
(() => {
  const CHUNK_STATES = ["gpu", "system", "worker", "downloading", "queued", "new", "failed", "expired"];
  const DATA_TYPES = ["uint8", "int8", "uint16", "int16", "uint32", "int32", "uint64", "float32"];

  const viewer = () => window.viewer;
  const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
  const within = (promise, ms, what) =>
    Promise.race([promise, sleep(ms).then(() => { throw new Error(`${what}: nothing within ${ms} ms`); })]);

  /** JSON has neither big integers nor NaN: both go as text. */
  const plain = (x) => (typeof x === "bigint" || (typeof x === "number" && !Number.isFinite(x)) ? String(x) : x);
  const list = (x) => (x == null ? null : Array.from(x, plain));

  const space = (s) => s && {
    names: [...s.names], units: [...s.units], scales: list(s.scales),
    lower: list(s.bounds.lowerBounds), upper: list(s.bounds.upperBounds),
  };

  function managed(name) {
    const layer = viewer().layerManager.getLayerByName(name);
    if (!layer) throw new Error(`no layer ${name}`);
    return layer;
  }

  // ---- waiting ------------------------------------------------------------------------------------------------

  /** Number of visible chunks in each state. */
  async function visibleChunks() {
    const total = Object.fromEntries(CHUNK_STATES.map((s) => [s, 0]));
    for (const counts of (await viewer().chunkQueueManager.getStatistics()).values())
      CHUNK_STATES.forEach((s, i) => { total[s] += counts[i * 9]; }); // 3 tiers of 3 numbers; the first tier is visible
    return total;
  }

  const sourcesLoaded = () => viewer().layerManager.managedLayers.every((m) =>
    m.layer == null ? m.archived : m.layer.dataSources.every((d) => d.loadState !== undefined || !d.spec.url));
  const sourceFailed = () => viewer().layerManager.managedLayers.some((m) =>
    m.layer?.dataSources.some((d) => d.loadState?.error));

  /** Two frames, or half a second when the page draws none. */
  const frames = () => Promise.race([
    new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))), sleep(500)]);

  /** Waits until everything visible is drawn, or an error keeps it from ever being; returns why it gave up, or null. */
  async function settle(timeout) {
    const end = performance.now() + timeout;
    let drawn = 0;
    let stuck = 0;
    while (performance.now() < end) {
      await sleep(100);
      await frames();
      if (!viewer() || !sourcesLoaded()) continue;
      const chunks = await visibleChunks();
      const busy = chunks.downloading + chunks.queued + chunks.new + chunks.worker + chunks.system > 0;
      drawn = !busy && viewer().isReady() ? drawn + 1 : 0;
      if (drawn === 3) return null;
      // with a layer in error or a failed chunk, isReady() never becomes true
      stuck = !busy && (sourceFailed() || chunks.failed > 0) ? stuck + 1 : 0;
      if (stuck === 10) return sourceFailed() ? "a data source failed" : `${chunks.failed} visible chunks failed`;
    }
    return `not drawn within ${timeout} ms`;
  }

  // ---- errors -------------------------------------------------------------------------------------------------

  function messagesOf(holder) {
    const texts = [];
    for (const m of holder.messages ?? []) if (m.severity === 2 || m.severity === "error") texts.push(m.message);
    return texts;
  }

  function layerErrors(m) {
    const layer = m.layer;
    if (!layer) return [];
    const texts = [...messagesOf(layer)];
    for (const r of layer.renderLayers) texts.push(...messagesOf(r), r.transform?.value?.error);
    const channelError = layer.channelSpace?.value?.error;
    if (channelError) texts.push(String(channelError.message ?? channelError));
    for (const d of layer.dataSources) {
      if (d.loadState?.error) texts.push(`source ${d.spec.url}: ${d.loadState.error.message}`);
      for (const s of d.loadState?.subsources ?? []) texts.push(...messagesOf(s));
    }
    const annotations = layer.annotationDisplayState; // annotation layers keep their shader there
    for (const shader of [layer.shaderError?.value, annotations?.shaderError?.value])
      if (shader) texts.push(`shader: ${shader.message ?? JSON.stringify(shader)}`);
    for (const controls of [layer.shaderControlState, annotations?.shaderControls])
      if (controls?.parseErrors?.value?.length)
        texts.push(`shader controls: ${JSON.stringify(controls.parseErrors.value)}`);
    return [...new Set(texts.filter(Boolean))].map((t) => `layer ${m.name}: ${t}`);
  }

  /** Status lines that the user has to dismiss, or that speak of an error. */
  function statusErrors() {
    const lines = document.querySelectorAll(
      "#neuroglancer-status-container li, #neuroglancer-status-container-modal li");
    return [...lines].filter((e) => e.querySelector("button") || /error|fail|cannot/i.test(e.textContent))
      .map((e) => `status: ${e.textContent}`);
  }

  const errors = () => [...viewer().layerManager.managedLayers.flatMap(layerErrors), ...statusErrors()];

  // ---- volumes ------------------------------------------------------------------------------------------------

  const loadedSources = (layer) => layer.dataSources.map((d) => d.loadState).filter((s) => s && !s.error);

  function volumeOf(layer) {
    for (const load of loadedSources(layer))
      for (const s of load.subsources)
        if (s.subsourceEntry.subsource.volume) return { load, volume: s.subsourceEntry.subsource.volume };
    return undefined;
  }

  function needVolume(name) {
    const found = volumeOf(managed(name).layer);
    if (!found) throw new Error(`layer ${name} has no volume`);
    return found;
  }

  /** The levels, finest first, as the viewer's own choice of sources lists them. */
  function levelsOf(volume) {
    const { rank } = volume;
    const displayRank = Math.min(3, rank);
    const identity = Float32Array.from({ length: rank * displayRank }, (_, i) => (i % (rank + 1) === 0 ? 1 : 0));
    return volume.getSources({
      multiscaleToViewTransform: identity, displayRank, modelChannelDimensionIndices: [], discreteValues: false })[0];
  }

  /** Chunk dimension c belongs to array dimension r where this (column-major, homogeneous) matrix is not zero. */
  function chunkOrder(level, rank) {
    const t = level.chunkToMultiscaleTransform;
    return Array.from({ length: rank }, (_, c) =>
      Array.from({ length: rank }, (_, r) => r).find((r) => t[c * (rank + 1) + r] !== 0));
  }

  function levelInfo(level, rank) {
    const { spec } = level.chunkSource;
    const shape = [];
    const chunk = [];
    chunkOrder(level, rank).forEach((r, c) => {
      shape[r] = spec.upperVoxelBound[c];
      chunk[r] = spec.chunkDataSize[c];
    });
    return { shape, chunk };
  }

  /** Reads a voxel through the viewer's download and decoder; `position` in the order of the chunk's dimensions. */
  async function readVoxel(level, position) {
    const { spec } = level.chunkSource;
    if (position.some((x, i) => x < 0 || x >= spec.upperVoxelBound[i])) return { outside: true };
    const cell = Float32Array.from(position, (x, i) => Math.floor(x / spec.chunkDataSize[i]));
    const inside = Uint32Array.from(position, (x, i) => Math.floor(x) - cell[i] * spec.chunkDataSize[i]);
    const read = level.chunkSource.fetchChunk(
      cell, (c) => ({ value: plain(c.getValueAt(inside)), filled: c.data == null }), {});
    return within(read, 20000, "chunk");
  }

  /** Voxel by array index. */
  async function voxel({ layer, level, index }) {
    const { volume } = needVolume(layer);
    const source = levelsOf(volume)[level];
    if (!source) throw new Error(`layer ${layer} has no level ${level}`);
    if (index.length !== volume.rank) throw new Error(`layer ${layer} has rank ${volume.rank}, not ${index.length}`);
    return readVoxel(source, chunkOrder(source, volume.rank).map((r) => index[r]));
  }

  /** Applies the inverse of a column-major homogeneous matrix of n + 1 rows to a point of n numbers. */
  function unapply(matrix, n, point) {
    const size = n + 1;
    const rows = Array.from({ length: size }, (_, r) =>
      [...Array.from({ length: size }, (_, c) => matrix[c * size + r]), r < n ? point[r] : 1]);
    for (let i = 0; i < size; i++) {
      const pivot = rows.findIndex((row, r) => r >= i && row[i] !== 0);
      [rows[i], rows[pivot]] = [rows[pivot], rows[i]];
      rows[i] = rows[i].map((x) => x / rows[i][i]);
      rows.forEach((row, r) => {
        if (r !== i && row[i] !== 0) rows[r] = row.map((x, c) => x - row[i] * rows[i][c]);
      });
    }
    return rows.slice(0, n).map((row) => row[size]);
  }

  /** Voxel at a viewer position ({name: coordinate}; other dimensions as shown), by the viewer's own matrices. */
  async function value({ layer, level, at }) {
    const m = managed(layer);
    const { load, volume } = needVolume(layer);
    const transform = load.transform.value;
    const spaces = [
      [viewer().coordinateSpace.value, viewer().navigationState.position.value],
      [m.localCoordinateSpace.value, m.localPosition.value]];
    const point = transform.outputSpace.names.map((name, i) => {
      for (const [s, position] of spaces) {
        const k = s.names.indexOf(name);
        if (k >= 0) return (at[name] ?? position[k]) * s.scales[k] / transform.outputSpace.scales[i];
      }
      return at[name] ?? 0;
    });
    const model = unapply(transform.transform, transform.rank, point);
    const source = levelsOf(volume)[level];
    const chunk = unapply(source.chunkToMultiscaleTransform, volume.rank, model);
    return readVoxel(source, chunk.map((x) => Math.floor(x + 1e-4)));
  }

  /** What the viewer shows for the mouse at a position; moves there. */
  async function hover({ layer, at }) {
    const { coordinateSpace, navigationState } = viewer();
    const p = Float32Array.from(coordinateSpace.value.names, (n, i) => at[n] ?? navigationState.position.value[i]);
    navigationState.position.value = p;
    const stuck = await settle(20000);
    if (stuck) throw new Error(stuck);
    const shown = managed(layer).layer.getValueAt(p, { pickedRenderLayer: null });
    return { value: plain(shown?.value ?? shown ?? null) };
  }

  // ---- annotations --------------------------------------------------------------------------------------------

  function annotationSource(layer) {
    for (const load of loadedSources(layer))
      for (const s of load.subsources) {
        const { subsource } = s.subsourceEntry;
        if (subsource.annotation) return subsource.annotation;
        if (subsource.local !== undefined && layer.localAnnotations) return layer.localAnnotations;
      }
    throw new Error("no annotation source");
  }

  function annotationItem(a, properties) {
    const item = { id: a.id, type: a.type };
    for (const key of ["point", "pointA", "pointB", "center", "radii"]) if (a[key]) item[key] = list(a[key]);
    if (a.points) item.points = a.points.map(list);
    if (a.description !== undefined) item.description = a.description;
    item.properties = Object.fromEntries(properties.map((p, i) => [p.identifier, plain(a.properties[i])]));
    item.related = a.relatedSegments?.map((s) => Array.from(s, plain)) ?? [];
    return item;
  }

  /** Every annotation of one spatial cell: id and first coordinates, from the bytes as the viewer decoded them. */
  function cellAnnotations(chunk, source) {
    const data = chunk.data?.serializedAnnotations;
    if (!data) return [];
    const found = [];
    data.typeToIds.forEach((ids, type) => {
      if (!ids?.length) return;
      const view = new DataView(data.data.buffer, data.data.byteOffset + data.typeToOffset[type]);
      const bytes = source.annotationPropertySerializers[type].propertyGroupBytes[0];
      ids.forEach((id, i) => found.push({ id, coordinates: Array.from({ length: source.rank }, (_, d) =>
        plain(view.getFloat32(i * bytes + d * 4, true))) }));
    });
    return found;
  }

  async function readSpatialLevel(level, source) {
    const { spec } = level.chunkSource;
    const grid = Array.from({ length: source.rank }, (_, i) => spec.upperChunkBound[i] - spec.lowerChunkBound[i]);
    const cells = grid.reduce((a, b) => a * b, 1);
    if (cells > 20000) throw new Error(`a spatial level has ${cells} cells: too many to read them all`);
    const found = [];
    for (let k = 0; k < cells; k++) {
      let rest = k;
      const cell = Float32Array.from(grid, (n, i) => {
        const x = spec.lowerChunkBound[i] + (rest % n);
        rest = Math.floor(rest / n);
        return x;
      });
      const read = level.chunkSource.fetchChunk(cell, (c) => cellAnnotations(c, source), {});
      found.push(...await within(read, 20000, "spatial cell"));
    }
    return { grid, found };
  }

  /** One annotation through the id index, or null when it is not there. */
  async function byId(source, id) {
    const reference = source.getReference(id);
    try {
      if (reference.value !== undefined) return reference.value;
      return await within(new Promise((done) => reference.changed.add(() => {
        if (reference.value !== undefined) done(reference.value);
      })), 20000, `annotation ${id}`);
    } finally {
      reference.dispose();
    }
  }

  /** All annotations of a layer: through every cell of the spatial index, and each (at most 2,000) through its id. */
  async function annotations({ layer }) {
    const source = annotationSource(managed(layer).layer);
    const properties = source.properties.value ?? source.properties;
    const report = {
      rank: source.rank, relationships: [...source.relationships],
      properties: properties.map((p) => ({ id: p.identifier, type: p.type })), levels: [], items: [], problems: [],
    };
    if (!source.metadataChunkSource) { // they are in the state itself
      for (const a of source) report.items.push(annotationItem(a, properties));
      return { ...report, count: report.items.length };
    }
    const spatial = new Map();
    for (const level of source.getSources({})[0]) {
      const { grid, found } = await readSpatialLevel(level, source);
      report.levels.push({ grid, count: found.length });
      for (const a of found) {
        if (spatial.has(a.id)) report.problems.push(`${a.id} is in the spatial index twice`);
        spatial.set(a.id, a.coordinates);
      }
    }
    for (const [id, coordinates] of [...spatial].slice(0, 2000)) {
      const a = await byId(source, id);
      if (!a) { report.problems.push(`${id} is not in the id index`); continue; }
      const item = annotationItem(a, properties);
      report.items.push(item);
      const first = item.point ?? item.pointA ?? item.center;
      if (first && first.some((x, i) => x !== coordinates[i]))
        report.problems.push(`${id} is at ${first} by its id and at ${coordinates} in the spatial index`);
    }
    return { ...report, count: spatial.size };
  }

  // ---- report -------------------------------------------------------------------------------------------------

  function layerInfo(m) {
    const { layer } = m;
    const info = { name: m.name, visible: m.visible, archived: m.archived };
    if (!layer) return info;
    info.type = layer.type;
    info.local = { ...space(m.localCoordinateSpace.value), position: list(m.localPosition.value) };
    if (layer.shaderControlState) info.shaderControls = layer.shaderControlState.toJSON() ?? null;
    info.sources = layer.dataSources.map((d) => ({
      url: d.spec.url,
      space: d.loadState && !d.loadState.error ? space(d.loadState.transform.value.outputSpace) : null,
    }));
    const found = volumeOf(layer);
    if (found) {
      info.dataType = DATA_TYPES[found.volume.dataType];
      info.levels = levelsOf(found.volume).map((level) => levelInfo(level, found.volume.rank));
    }
    return info;
  }

  const report = () => ({
    space: space(viewer().coordinateSpace.value),
    position: list(viewer().navigationState.position.value),
    state: viewer().state.toJSON(),
    layers: viewer().layerManager.managedLayers.map(layerInfo),
    errors: errors(),
  });

  /** CSS pixel of a viewer position in the first cross-section panel. */
  function locate({ at }) {
    const panel = [...viewer().display.panels].find((p) => p.sliceView);
    if (!panel) throw new Error("no cross-section panel");
    const parameters = panel.sliceView.projectionParameters.value;
    const { globalPosition, viewProjectionMat, displayDimensionRenderInfo } = parameters;
    const { displayDimensionIndices, displayRank } = displayDimensionRenderInfo;
    const names = viewer().coordinateSpace.value.names;
    const p = [0, 0, 0, 1];
    for (let i = 0; i < displayRank; i++) {
      const d = displayDimensionIndices[i];
      p[i] = at[names[d]] ?? globalPosition[d];
    }
    const clip = [0, 1, 3].map((r) => p.reduce((sum, x, c) => sum + viewProjectionMat[c * 4 + r] * x, 0));
    const box = panel.element.getBoundingClientRect();
    return {
      x: box.left + panel.element.clientLeft + (clip[0] / clip[2] + 1) / 2 * panel.element.clientWidth,
      y: box.top + panel.element.clientTop + (1 - clip[1] / clip[2]) / 2 * panel.element.clientHeight,
    };
  }

  /** Colours of CSS pixels of a picture (base64 PNG). */
  async function colours({ png, points }) {
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.width;
    canvas.height = image.height;
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    return points.map(([x, y]) => [...context.getImageData(x, y, 1, 1).data.slice(0, 3)]);
  }

  window.viewerCheck = { settle, report, voxel, value, hover, annotations, locate, colours };
})();

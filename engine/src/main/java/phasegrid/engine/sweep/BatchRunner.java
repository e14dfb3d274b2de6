package phasegrid.engine.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Leaf;
import phasegrid.engine.definition.Quench;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.definition.Value;
import phasegrid.engine.random.RandomStream;
import phasegrid.engine.random.StreamKey;
import phasegrid.engine.statistics.Cell;

/**
 * Runs the batches of one track: rows are a pure function of the track and the address (and of a chain's state, itself
 * such a function). Confined to one thread; buffers are kept between batches.
 *
 * @param <P> the model's point
 * @param <Q> its quenched disorder
 */
public final class BatchRunner<P extends Record, Q> {
    private final Definition<P, Q> definition;
    private final Track<P> track;
    private final QuenchCache cache;
    private final BatchShape shape;
    private final PayloadLayout layout;
    private final Simulation<Q> simulation;

    private BatchRunner(Definition<P, Q> definition, Track<P> track, QuenchCache cache) {
        this.definition = definition;
        this.track = track;
        this.cache = cache;
        shape = BatchShape.of(definition, track);
        layout = new PayloadLayout(definition.scalars().size());
        simulation = definition.model().simulation(track.rungs());
    }

    /** A runner for the batches of {@code track}. */
    public static <P extends Record, Q> BatchRunner<P, Q> of(
            Definition<P, Q> definition, Track<P> track, QuenchCache cache) {
        return new BatchRunner<>(definition, track, cache);
    }

    /** Runs the batch at {@code address}; a chain's leg goes on from {@code state}, the end of the leg before. */
    public BatchResult run(Address address, byte[] state) {
        if (simulation instanceof Simulation.Chain<Q> chain) {
            return new ChainRun<>(this, chain, address).run(state);
        }
        return new BatchResult(samples((Simulation.Sampler<Q>) simulation, address), new byte[0]);
    }

    private List<Row> samples(Simulation.Sampler<Q> sampler, Address address) {
        List<List<Cell[]>> cells = definition.quenched() ? quenched(sampler, address) : independent(sampler, address);
        List<Row> rows = new ArrayList<>();
        for (Track.Served<P> served : track.served()) {
            rows.add(row(served, address, cells.get(served.rung())));
        }
        return rows;
    }

    /** Every disorder sample is a block of its own and a cell of its own. */
    private List<List<Cell[]>> quenched(Simulation.Sampler<Q> sampler, Address address) {
        Recording recording = recording(shape.granule());
        StreamBlock block = new StreamBlock(track.key(), 1, shape.granule());
        List<List<Cell[]>> cells = rungs();
        for (int i = 0; i < shape.disorder(); i++) {
            long disorder = disorder(address, i);
            block.place(disorder, address.thermal(), 0);
            sampler.sample(quench(disorder), block, recording);
            recording.next();
            collect(recording, 0, shape.granule(), cells);
        }
        return cells;
    }

    /** All replicas are one block, cut into equal cells. */
    private List<List<Cell[]>> independent(Simulation.Sampler<Q> sampler, Address address) {
        Recording recording = recording(shape.replicas());
        StreamBlock block = new StreamBlock(track.key(), shape.disorder(), shape.granule());
        block.place(disorder(address, 0), address.thermal(), 0);
        sampler.sample(null, block, recording);
        recording.next();
        List<List<Cell[]>> cells = rungs();
        int size = shape.replicas() / Math.min(shape.disorder(), PayloadLayout.MOST_CELLS);
        for (int from = 0; from < shape.replicas(); from += size) {
            collect(recording, from, from + size, cells);
        }
        return cells;
    }

    private List<List<Cell[]>> rungs() {
        List<List<Cell[]>> cells = new ArrayList<>();
        track.rungs().forEach(rung -> cells.add(new ArrayList<>()));
        return cells;
    }

    private void collect(Recording recording, int from, int to, List<List<Cell[]>> cells) {
        for (int rung = 0; rung < cells.size(); rung++) {
            cells.get(rung).add(cells(recording, rung, from, to));
        }
    }

    /** The cells of the replicas from {@code from} to {@code to}, one for each scalar. */
    Cell[] cells(Recording recording, int rung, int from, int to) {
        Cell[] cells = new Cell[layout.scalars()];
        for (int s = 0; s < cells.length; s++) {
            cells[s] = Cell.of(recording.values(rung, s), from, to);
        }
        return cells;
    }

    Row row(Track.Served<P> served, Address address, List<Cell[]> cells) {
        return new Row(served.point().key(), address, layout.encode(cells));
    }

    Recording recording(int replicas) {
        return new Recording(definition.scalars(), track.rungs().size(), replicas);
    }

    BatchShape shape() {
        return shape;
    }

    Track<P> track() {
        return track;
    }

    long disorder(Address address, int i) {
        return (long) address.disorder() * shape.disorder() + i;
    }

    /** The disorder sample of index {@code disorder}; null where nothing is quenched. */
    Q quench(long disorder) {
        if (!definition.quenched()) {
            return null;
        }
        return cache.sample(List.of(track.disorderKey(), disorder, marked()), () -> draw(disorder));
    }

    private Q draw(long disorder) {
        StreamKey key = StreamKey.of(track.disorderKey(), "disorder");
        return definition.model().quench(track.rungs().get(0), RandomStream.of(key, disorder, 0, 0));
    }

    /** The values of the parameters that shape the disorder. */
    private List<Value> marked() {
        Map<String, Value> values = definition.schema().values(track.rungs().get(0));
        return definition.schema().leaves(values).stream()
                .filter(leaf -> leaf.param().quench() != Quench.NO)
                .map(Leaf::name)
                .map(values::get)
                .toList();
    }
}

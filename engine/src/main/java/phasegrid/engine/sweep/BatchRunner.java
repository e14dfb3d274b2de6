package phasegrid.engine.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import phasegrid.engine.definition.Data;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Leaf;
import phasegrid.engine.definition.Quench;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.definition.Value;
import phasegrid.engine.linear.VectorForm;
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
    private final Data data;
    private final BatchShape shape;
    private final PayloadLayout layout;
    private final Simulation<Q> simulation;
    private final int together;
    private final StreamBlock block;
    private final Recording recording;
    private final StreamKey disorderStreams;
    private final List<Value> marked;

    private BatchRunner(Definition<P, Q> definition, Track<P> track, QuenchCache cache, Data data) {
        this.definition = definition;
        this.track = track;
        this.cache = cache;
        this.data = data;
        shape = BatchShape.of(definition, track);
        layout = new PayloadLayout(definition.scalars().size());
        simulation = simulation();
        together = definition.quenched() || shape.chain() || shape.granule() > 1 ? 1 : shape.disorder();
        block = new StreamBlock(track.key(), together, shape.granule());
        recording = new Recording(definition.scalars(), track.rungs().size(), block.size());
        disorderStreams = StreamKey.of(track.disorderKey(), "disorder");
        marked = marked();
    }

    /** A runner for the batches of {@code track}, which has no data files. */
    public static <P extends Record, Q> BatchRunner<P, Q> of(
            Definition<P, Q> definition, Track<P> track, QuenchCache cache) {
        return of(definition, track, cache, Data.NONE);
    }

    /** A runner for the batches of {@code track}, whose data files are in {@code data}. */
    public static <P extends Record, Q> BatchRunner<P, Q> of(
            Definition<P, Q> definition, Track<P> track, QuenchCache cache, Data data) {
        return new BatchRunner<>(definition, track, cache, data);
    }

    private Simulation<Q> simulation() {
        Simulation<Q> made = definition.model().simulation(track.rungs());
        if (made instanceof Simulation.Chain != shape.chain()) {
            throw new IllegalStateException(
                    "Cannot run " + definition.model().card().reference()
                            + ": it is a chain at some points and not at others; make two models of it");
        }
        return made;
    }

    /** The form of the kernels that runs here, for provenance: no number depends on it. */
    public static String kernels() {
        return VectorForm.description();
    }

    /** Runs the batch at {@code address}; a chain's leg goes on from {@code state}, the end of the leg before. */
    public BatchResult run(Address address, byte[] state) {
        recording.clear();
        if (simulation instanceof Simulation.Chain<Q> chain) {
            return new ChainRun<>(this, chain, address).run(state);
        }
        return new BatchResult(samples((Simulation.Sampler<Q>) simulation, address), new byte[0]);
    }

    /**
     * Where something is quenched, every disorder sample is a block and a cell. Elsewhere cells are equal shares of the
     * batch, and a block is the whole batch, or one granule where replicas move together.
     */
    private List<Row> samples(Simulation.Sampler<Q> sampler, Address address) {
        List<List<Cell[]>> cells = rungs();
        int share = definition.quenched() ? 1 : Math.max(1, shape.disorder() / PayloadLayout.MOST_CELLS);
        for (int i = 0; i < shape.disorder(); i += together) {
            block.place(disorder(address, i), address.thermal(), 0);
            sampler.sample(quench(disorder(address, i)), block, recording);
            recording.next();
            collect(i, share, cells);
        }
        return track.served().stream()
                .map(served -> row(served, address, cells.get(served.rung())))
                .toList();
    }

    private List<List<Cell[]>> rungs() {
        List<List<Cell[]>> cells = new ArrayList<>();
        track.rungs().forEach(rung -> cells.add(new ArrayList<>()));
        return cells;
    }

    private void collect(int first, int share, List<List<Cell[]>> cells) {
        int step = Math.min(share, together);
        for (int i = 0; i < together; i += step) {
            int from = i * shape.granule();
            for (int rung = 0; rung < cells.size(); rung++) {
                Cell[] now = cells(rung, from, from + step * shape.granule());
                add(cells.get(rung), now, (first + i) % share == 0);
            }
        }
    }

    /** Puts {@code now} into a cell of its own, or into the last one. */
    static void add(List<Cell[]> cells, Cell[] now, boolean fresh) {
        if (fresh) {
            cells.add(now);
        } else {
            Cell[] last = cells.get(cells.size() - 1);
            Arrays.setAll(last, s -> last[s].merge(now[s]));
        }
    }

    /** The cells of the replicas from {@code from} to {@code to}, one for each scalar. */
    Cell[] cells(int rung, int from, int to) {
        Cell[] cells = new Cell[layout.scalars()];
        for (int s = 0; s < cells.length; s++) {
            cells[s] = Cell.of(recording.values(rung, s), from, to);
        }
        return cells;
    }

    Row row(Track.Served<P> served, Address address, List<Cell[]> cells) {
        return new Row(served.point().key(), address, layout.encode(cells));
    }

    Recording recording() {
        return recording;
    }

    StreamBlock block() {
        return block;
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
        return cache.sample(List.of(track.disorderKey(), disorder, marked), () -> draw(disorder));
    }

    private Q draw(long disorder) {
        return definition.model().quench(track.rungs().get(0), data, RandomStream.of(disorderStreams, disorder, 0, 0));
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

package phasegrid.jobs.spark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.sweep.Address;
import phasegrid.engine.sweep.BatchShape;
import phasegrid.engine.sweep.Grid;
import phasegrid.engine.sweep.SweepSpec;
import phasegrid.engine.sweep.Track;
import phasegrid.engine.sweep.Wanted;
import phasegrid.jobs.table.ChainStates;
import phasegrid.jobs.table.Folded;
import phasegrid.jobs.table.Inventory;

/**
 * The batches that a sweep wants and the ledger lacks, streamed track by track: resume, extend and edit are this one
 * difference.
 *
 * @param <P> the model's point
 */
public final class SweepPlan<P extends Record> {
    private final Definition<P, ?> definition;
    private final SweepSpec spec;
    private final Grid<P> grid;

    /** The plan of {@code spec} for a model whose own jar has the SHA-256 {@code jar}. */
    public SweepPlan(Definition<P, ?> definition, String jar, SweepSpec spec) {
        this.definition = definition;
        this.spec = spec;
        grid = Grid.of(definition, spec, jar);
    }

    Definition<P, ?> definition() {
        return definition;
    }

    SweepSpec spec() {
        return spec;
    }

    /** Its points and tracks. */
    public Grid<P> grid() {
        return grid;
    }

    /** The size of a track's batches. */
    public BatchShape shape(Track<P> track) {
        return BatchShape.of(definition, track);
    }

    /** The batches that the sweep wants of a track. */
    public Wanted wanted(Track<P> track, BatchShape shape) {
        return Wanted.of(shape, track, spec.effort());
    }

    /**
     * The missing batches of a track: those whose rows the ledger lacks, and the legs that must be run again because the
     * end state from which a missing leg goes on is not there.
     */
    public List<Batch> missing(Track<P> track, Inventory held, ChainStates states) {
        BatchShape shape = shape(track);
        Wanted wanted = wanted(track, shape);
        Predicate<Address> there = there(track, shape, held);
        List<Batch> missing = new ArrayList<>();
        for (int d = 0; d < wanted.disorder(); d++) {
            for (int t = 0; t < wanted.thermal(); t++) {
                legs(track, shape, wanted, new Address(d, t, 0), there, states, missing);
            }
        }
        return missing;
    }

    /**
     * What the ledger lacks of a track.
     *
     * @param points points that it serves
     * @param wanted batches that the sweep wants
     * @param batches missing batches
     * @param operations their predicted work
     */
    public record Lack(int points, long wanted, long batches, double operations) {}

    /** How much of each track is missing; no track is made where nothing but the rows of single points decides. */
    public Stream<Lack> lacks(Inventory held, ChainStates states) {
        return grid.alone()
                ? grid.points(point -> lack(point, held, states))
                : grid.tracks().map(track -> lack(track, held, states));
    }

    private Lack lack(Track.Served<P> point, Inventory held, ChainStates states) {
        List<P> rungs = List.of(point.point().parameters());
        BatchShape shape = BatchShape.of(definition, rungs);
        return shape.chain() ? lack(grid.track(point.point()), held, states) : counted(point, rungs, shape, held);
    }

    /** How much of a track is missing: counted by runs of batches where nothing but rows decides, else one by one. */
    public Lack lack(Track<P> track, Inventory held, ChainStates states) {
        BatchShape shape = shape(track);
        if (!shape.chain() && track.served().size() == 1) {
            return counted(track.served().get(0), track.rungs(), shape, held);
        }
        List<Batch> missing = missing(track, held, states);
        return new Lack(
                track.served().size(),
                wanted(track, shape).count(),
                missing.size(),
                missing.stream().mapToDouble(Batch::work).sum());
    }

    private Lack counted(Track.Served<P> point, List<P> rungs, BatchShape shape, Inventory held) {
        Wanted wanted = Wanted.of(shape, point, spec.effort());
        long missing = wanted.count() - held.count(point.point().key(), wanted.disorder(), wanted.thermal(), 0);
        return new Lack(1, wanted.count(), missing, missing * work(rungs, shape, 0));
    }

    private void legs(
            Track<P> track,
            BatchShape shape,
            Wanted wanted,
            Address first,
            Predicate<Address> there,
            ChainStates states,
            List<Batch> missing) {
        int before = missing.size();
        boolean needed = false;
        for (long leg = wanted.legs() - 1; leg >= 0; leg--) {
            Address address = new Address(first.disorder(), first.thermal(), leg);
            boolean state = needed && states.held(track.key(), address);
            needed = !there.test(address) || (needed && !state);
            if (needed) {
                missing.add(new Batch(track, address, work(track, shape, leg)));
            }
        }
        Collections.reverse(missing.subList(before, missing.size()));
    }

    /** Tells whether the ledger has a row of a batch for every point that is read in it. */
    private static Predicate<Address> there(Track<?> track, BatchShape shape, Inventory held) {
        List<Predicate<Address>> points = new ArrayList<>();
        for (Track.Served<?> served : track.served()) {
            Predicate<Address> rows = held.of(served.point().key());
            points.add(address -> !shape.reads(served, address.leg()) || rows.test(address));
        }
        return points.size() == 1 ? points.get(0) : address -> points.stream().allMatch(point -> point.test(address));
    }

    /** Whether the ledger has a row of the batch for every point that is read in it. */
    static boolean held(Track<?> track, BatchShape shape, Address address, Inventory held) {
        return track.served().stream()
                .filter(s -> shape.reads(s, address.leg()))
                .allMatch(s -> held.contains(s.point().key(), address));
    }

    /** Predicted operations of a batch of a track. */
    double work(Track<P> track, BatchShape shape, long leg) {
        return work(track.rungs(), shape, leg);
    }

    private double work(List<P> rungs, BatchShape shape, long leg) {
        P point = rungs.get(0);
        double drawing = definition.quenched() ? (double) definition.model().preparation(point) * shape.disorder() : 0;
        double operations = (double) definition.model().operations(point) * rungs.size();
        return drawing + operations * shape.replicas() * (shape.chain() ? shape.passes(leg) : 1);
    }

    /** The identity of the ledger's rows that a table of this sweep is folded from. */
    public Folded identity(Inventory inventory) {
        Map<String, Wanted> wanted = new HashMap<>();
        grid.tracks().forEach(track -> wanted.putAll(wanted(track)));
        return inventory.folded(key -> Optional.ofNullable(wanted.get(key)).map(these -> these::contains));
    }

    private Map<String, Wanted> wanted(Track<P> track) {
        Wanted all = wanted(track, shape(track));
        Map<String, Wanted> wanted = new HashMap<>();
        track.served().forEach(served -> wanted.put(served.point().key(), all));
        return wanted;
    }
}

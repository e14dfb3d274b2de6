package phasegrid.engine.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Leaf;
import phasegrid.engine.definition.Spelling;
import phasegrid.engine.definition.Value;
import phasegrid.engine.sweep.Address;
import phasegrid.engine.sweep.Axis;
import phasegrid.engine.sweep.BatchResult;
import phasegrid.engine.sweep.BatchRunner;
import phasegrid.engine.sweep.BatchShape;
import phasegrid.engine.sweep.Effort;
import phasegrid.engine.sweep.Fold;
import phasegrid.engine.sweep.Grid;
import phasegrid.engine.sweep.Measured;
import phasegrid.engine.sweep.QuenchCache;
import phasegrid.engine.sweep.Row;
import phasegrid.engine.sweep.SweepSpec;
import phasegrid.engine.sweep.Track;
import phasegrid.engine.sweep.Wanted;

/** Runs sweeps in process, from words such as {@code "d=4 beta=0.5,1 share=beta"}. */
public final class Sweeps {
    private Sweeps() {}

    /** The grid of words: a list of values makes an axis, one in brackets a value; {@code share} and {@code ladder} as on the command line. */
    public static <P extends Record> Grid<P> grid(Definition<P, ?> definition, long seed, String words) {
        return Grid.of(definition, spec(definition, seed, words));
    }

    /** The specification of the same. */
    public static SweepSpec spec(Definition<?, ?> definition, long seed, String words) {
        List<Axis> axes = new ArrayList<>();
        Map<String, Value> fixed = new LinkedHashMap<>();
        List<String> share = new ArrayList<>();
        List<Value> ladder = new ArrayList<>();
        for (String word : words.isBlank() ? new String[0] : words.split(" +")) {
            String name = word.split("=")[0];
            String given = word.split("=")[1];
            List<String> texts = given.startsWith("[") ? List.of(given) : Arrays.asList(given.split(","));
            switch (name) {
                case "share" -> share.addAll(texts);
                case "ladder" -> texts.forEach(text -> ladder.add(Spelling.number(text)));
                default -> put(name, values(definition, name, texts), axes, fixed);
            }
        }
        return spec(seed, List.of(new SweepSpec.Region(axes, fixed, Map.of(), Optional.empty())), share, ladder);
    }

    /** A specification of regions. */
    public static SweepSpec spec(long seed, List<SweepSpec.Region> regions, List<String> share, List<Value> ladder) {
        return new SweepSpec("", "", 1, seed, regions, Effort.of(1), share, ladder, List.of());
    }

    private static List<Value> values(Definition<?, ?> definition, String name, List<String> texts) {
        Leaf leaf = definition.schema().leaf(name);
        return texts.stream()
                .map(text -> leaf == null ? Spelling.number(text) : Spelling.read(leaf, text))
                .toList();
    }

    private static void put(String name, List<Value> values, List<Axis> axes, Map<String, Value> fixed) {
        if (values.size() == 1) {
            fixed.put(name, values.get(0));
        } else {
            axes.add(Axis.of(name, values));
        }
    }

    /** The only track of words. */
    public static <P extends Record> Track<P> track(Definition<P, ?> definition, long seed, String words) {
        List<Track<P>> tracks = grid(definition, seed, words).tracks().toList();
        if (tracks.size() != 1) {
            throw new IllegalArgumentException(words + " makes " + tracks.size() + " tracks");
        }
        return tracks.get(0);
    }

    /** Every row that {@code effort} wants, in address order. */
    public static <P extends Record, Q> List<Row> rows(Definition<P, Q> definition, Track<P> track, Effort effort) {
        BatchRunner<P, Q> runner = BatchRunner.of(definition, track, new QuenchCache());
        List<Row> rows = new ArrayList<>();
        byte[] state = new byte[0];
        for (Address address : Wanted.of(BatchShape.of(definition, track), track, effort)
                .addresses()
                .toList()) {
            BatchResult result = runner.run(address, address.leg() == 0 ? new byte[0] : state);
            rows.addAll(result.rows());
            state = result.state();
        }
        return rows;
    }

    /** The rows of one point. */
    public static List<Row> of(List<Row> rows, Track.Served<?> served) {
        return rows.stream()
                .filter(row -> row.key().equals(served.point().key()))
                .toList();
    }

    /** The statistics of a track's point number {@code i}. */
    public static <P extends Record> Measured measured(
            Definition<P, ?> definition, Track<P> track, int i, List<Row> rows, Effort effort) {
        Track.Served<P> served = track.served().get(i);
        return Fold.of(definition, track).fold(served, of(rows, served), effort);
    }

    /** Runs and folds the only point of words. */
    public static <P extends Record> Measured measured(
            Definition<P, ?> definition, long seed, String words, Effort effort) {
        Track<P> track = track(definition, seed, words);
        return measured(definition, track, 0, rows(definition, track, effort), effort);
    }
}

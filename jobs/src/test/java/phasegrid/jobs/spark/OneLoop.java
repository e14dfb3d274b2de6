package phasegrid.jobs.spark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.sweep.Address;
import phasegrid.engine.sweep.BatchResult;
import phasegrid.engine.sweep.BatchRunner;
import phasegrid.engine.sweep.BatchShape;
import phasegrid.engine.sweep.Grid;
import phasegrid.engine.sweep.QuenchCache;
import phasegrid.engine.sweep.Row;
import phasegrid.engine.sweep.SweepSpec;
import phasegrid.engine.sweep.Track;
import phasegrid.engine.sweep.Wanted;
import phasegrid.jobs.data.DataFiles;
import phasegrid.jobs.table.PhaseTable;
import phasegrid.jobs.table.PointFold;
import phasegrid.jobs.table.PointRow;

/** What one thread makes of a sweep without Spark, ledger and plan: batch after batch, then the fold. */
final class OneLoop<P extends Record, Q> {
    private final Definition<P, Q> definition;
    private final SweepSpec spec;
    private final Map<String, PointRow> folded = new HashMap<>();

    private OneLoop(Definition<P, Q> definition, SweepSpec spec) {
        this.definition = definition;
        this.spec = spec;
    }

    /** The table's hash. */
    static String hash(Sweeps sweep) {
        return of(sweep.definition(), sweep.spec()).table().hash();
    }

    private static <P extends Record, Q> OneLoop<P, Q> of(Definition<P, Q> definition, SweepSpec spec) {
        return new OneLoop<>(definition, spec);
    }

    private PhaseTable table() {
        Grid<P> grid = Grid.of(definition, spec);
        grid.tracks().forEach(this::run);
        List<PointRow> rows =
                grid.points().stream().map(p -> folded.get(p.key())).toList();
        return PhaseTable.of(definition, spec, rows, Map.of());
    }

    private void run(Track<P> track) {
        BatchRunner<P, Q> runner = BatchRunner.of(definition, track, new QuenchCache(), DataFiles.HERE);
        Wanted wanted = Wanted.of(BatchShape.of(definition, track), track, spec.effort());
        List<Row> rows = new ArrayList<>();
        for (int d = 0; d < wanted.disorder(); d++) {
            for (int t = 0; t < wanted.thermal(); t++) {
                byte[] state = new byte[0];
                for (long leg = 0; leg < wanted.legs(); leg++) {
                    BatchResult result = runner.run(new Address(d, t, leg), state);
                    state = result.state();
                    rows.addAll(result.rows());
                }
            }
        }
        PointFold<P> fold = PointFold.of(definition, track);
        track.served().forEach(served -> folded.put(served.point().key(), row(fold, served, rows)));
    }

    private PointRow row(PointFold<P> fold, Track.Served<P> served, List<Row> rows) {
        List<Row> own =
                rows.stream().filter(r -> r.key().equals(served.point().key())).toList();
        return fold.row(served, own, 0, spec.effort());
    }
}

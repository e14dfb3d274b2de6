package phasegrid.jobs.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.sweep.Grid;
import phasegrid.engine.sweep.Point;
import phasegrid.engine.sweep.Row;
import phasegrid.engine.sweep.Track;
import phasegrid.jobs.table.Ledger;
import phasegrid.jobs.table.LedgerRow;
import phasegrid.jobs.table.PhaseTable;
import phasegrid.jobs.table.PointFold;
import phasegrid.jobs.table.PointRow;

/**
 * The table of what a ledger holds at this moment, folded in this process and written nowhere: for sweeps that are
 * watched while they run. Rows without all their batches say {@code incomplete}.
 */
public final class LiveTable {
    /** Sweeps with more points than this are not folded in one process. */
    public static final int MOST = 4000;

    private LiveTable() {}

    /** The table; nothing where the sweep has more than {@link #MOST} points. */
    public static Optional<PhaseTable> of(Sweep sweep) {
        return of(sweep.definition(), sweep);
    }

    private static <P extends Record> Optional<PhaseTable> of(Definition<P, ?> definition, Sweep sweep) {
        Grid<P> grid = Grid.of(definition, sweep.spec(), sweep.jar());
        List<Point<P>> points = grid.points();
        if (points.size() > MOST) {
            return Optional.empty();
        }
        Set<String> keys = new HashSet<>();
        points.forEach(point -> keys.add(point.key()));
        Map<String, List<LedgerRow>> stored = Ledger.at(sweep.output()).rows(keys);
        Map<String, PointRow> folded = new HashMap<>();
        grid.tracks().forEach(track -> fold(definition, sweep, track, stored, folded));
        List<PointRow> rows = new ArrayList<>();
        points.forEach(point -> rows.add(folded.get(point.key())));
        return Optional.of(PhaseTable.of(definition, sweep.spec(), rows, Map.of()));
    }

    private static <P extends Record> void fold(
            Definition<P, ?> definition,
            Sweep sweep,
            Track<P> track,
            Map<String, List<LedgerRow>> stored,
            Map<String, PointRow> folded) {
        PointFold<P> fold = PointFold.of(definition, track);
        track.served().forEach(served -> {
            String key = served.point().key();
            List<LedgerRow> held = stored.getOrDefault(key, List.of());
            List<Row> rows = held.stream().map(LedgerRow::row).toList();
            double seconds = held.stream()
                    .mapToDouble(r -> r.circumstances().cpuSeconds())
                    .sum();
            folded.put(key, fold.row(served, rows, seconds, sweep.spec().effort()));
        });
    }
}

package phasegrid.jobs.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import phasegrid.engine.definition.Value;
import phasegrid.engine.sweep.Judgement;
import phasegrid.engine.sweep.SweepSpec;
import phasegrid.jobs.spark.RunListener;
import phasegrid.jobs.spark.RunState;
import phasegrid.jobs.table.PointRow;

/**
 * Shows how a run goes: on a terminal one line that is written over and over, elsewhere a plain line every ten seconds,
 * later once in a twentieth of the time gone and at least every five minutes; the first points to be finished as they come.
 */
final class Progress implements RunListener {
    private static final double PLAIN_SECONDS = 10;
    private static final double MOST_PLAIN_SECONDS = 300;
    private static final double SHARE = 0.05;
    private static final int OBSERVABLES = 2;
    private static final int MOST_SHOWN = 5;

    private final SweepSpec spec;
    private final PrintWriter rows;
    private final PrintWriter err;
    private final Remaining remaining = new Remaining();
    private double told;
    private int finished;
    private int shown;
    private RunState last;

    /**
     * Progress of a sweep.
     *
     * @param rows takes the first points
     * @param err takes the line
     */
    Progress(SweepSpec spec, PrintWriter rows, PrintWriter err) {
        this.spec = spec;
        this.rows = rows;
        this.err = err;
    }

    @Override
    public void begins(long points, long batches, long held) {
        err.printf(
                Locale.ROOT,
                "%,d points, %,d batches: %,d stored, %,d to compute%n",
                points,
                batches,
                held,
                batches - held);
    }

    @Override
    public void goesOn(RunState state) {
        remaining.hears(state);
        last = state;
        if (Console.terminal()) {
            show(text(state));
        } else if (state.seconds() - told >= Math.min(MOST_PLAIN_SECONDS, Math.max(PLAIN_SECONDS, SHARE * told))) {
            told = state.seconds();
            err.println(text(state));
        }
    }

    private void show(String line) {
        String cut = line.substring(0, Math.min(line.length(), Console.width() - 1));
        err.print("\r" + cut + " ".repeat(Math.max(0, shown - cut.length())));
        err.flush();
        shown = cut.length();
    }

    /** Takes the line away. */
    private void clear() {
        if (shown > 0) {
            show("");
            err.print("\r");
            err.flush();
            shown = 0;
        }
    }

    private String text(RunState s) {
        List<String> parts = new ArrayList<>();
        parts.add(String.format(Locale.ROOT, "%,d/%,d points", s.pointsDone(), s.points()));
        parts.add(String.format(Locale.ROOT, "%,d/%,d batches", s.batchesDone(), s.batches()));
        if (s.seconds() > 0 && s.batchesDone() > 0) {
            parts.add(Lines.number(s.batchesDone() / s.seconds(), 2) + " batches/s");
        }
        remaining.text().ifPresent(parts::add);
        if (s.failures() > 0) {
            parts.add(s.failures() + " failed");
        }
        return String.join(", ", parts);
    }

    @Override
    public void finished(PointRow row) {
        if (finished++ < MOST_SHOWN) {
            clear();
            rows.println(point(row));
        }
    }

    private String point(PointRow row) {
        return "  " + varying(row.point().values()) + ": "
                + row.measured().measurements().entrySet().stream()
                        .limit(OBSERVABLES)
                        .map(e -> e.getKey() + " "
                                + Lines.measured(
                                        e.getValue().estimate().mean(),
                                        e.getValue().estimate().stderr())
                                + theory(row.judgements().get(e.getKey())))
                        .collect(Collectors.joining(", "));
    }

    private static String theory(Judgement judgement) {
        return judgement == null || judgement.kind().isEmpty()
                ? ""
                : " (theory " + Lines.number(judgement.theory(), 5) + ")";
    }

    private String varying(Map<String, Value> values) {
        return spec.regions().stream()
                .flatMap(region -> region.axes().stream())
                .flatMap(axis -> axis.names().stream())
                .distinct()
                .filter(values::containsKey)
                .map(name -> name + "=" + values.get(name).text())
                .collect(Collectors.joining(" "));
    }

    @Override
    public void says(String line) {
        clear();
        err.println(line);
    }

    /** Leaves the console as it is after the run. */
    void ends() {
        clear();
        if (!Console.terminal() && last != null) {
            err.println(text(last));
        }
    }
}

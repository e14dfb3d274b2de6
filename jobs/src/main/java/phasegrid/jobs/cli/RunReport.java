package phasegrid.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import phasegrid.jobs.spark.RunOutcome;
import phasegrid.jobs.table.FitTable;
import phasegrid.jobs.table.Part;
import phasegrid.jobs.table.PhaseTable;

/**
 * What to say at the end of a run.
 *
 * @param sweep the sweep
 * @param outcome how it ended
 * @param seconds wall seconds
 * @param withTable whether the table itself is to be shown
 */
record RunReport(Sweep sweep, RunOutcome outcome, double seconds, boolean withTable) {
    private static final int MOST_ROWS = 60;

    List<String> lines(int width) {
        List<String> lines = new ArrayList<>();
        if (withTable) {
            outcome.table().ifPresent(table -> lines.addAll(table(table, width)));
            outcome.fits().ifPresent(fits -> lines.addAll(fits(fits)));
        }
        outcome.table().ifPresent(table -> lines.addAll(agreement(table, width)));
        lines.addAll(trouble());
        lines.addAll(places());
        lines.add("");
        lines.add(String.format(Locale.ROOT, "%.1f s, %.1f core-seconds", seconds, outcome.coreSeconds()));
        lines.add(outcome.computed() + " batches computed");
        return lines;
    }

    private List<String> table(PhaseTable table, int width) {
        boolean all = table.rows().size() <= MOST_ROWS;
        PhaseTable shown =
                all ? table : new PhaseTable(table.columns(), table.rows().subList(0, MOST_ROWS), table.metadata());
        List<String> lines = new ArrayList<>(List.of(""));
        shown.toText(width).stripTrailing().lines().forEach(lines::add);
        if (!all) {
            lines.add("… the first " + MOST_ROWS + " of " + table.rows().size() + " rows; all: ./phasegrid table "
                    + sweep.file());
        }
        return lines;
    }

    private static List<String> fits(FitTable fits) {
        List<String> lines = new ArrayList<>(List.of(""));
        fits.toText().stripTrailing().lines().limit(MOST_ROWS).forEach(lines::add);
        return lines;
    }

    private List<String> agreement(PhaseTable table, int width) {
        List<String> lines = new ArrayList<>();
        new AgreementTable(sweep.definition(), sweep.spec(), table).lines().ifPresent(judged -> {
            lines.add("");
            lines.add("Agreement with theory over all rows: doubtful where p of χ² is below 0.0001 or above 0.9999");
            lines.addAll(judged.text("", width));
        });
        return lines;
    }

    private List<String> trouble() {
        List<String> lines = new ArrayList<>();
        if (outcome.failures() > 0) {
            lines.add(outcome.failures() + " batches failed; their rows say so, and the next run tries them again");
        }
        if (outcome.inconsistent() > 0) {
            lines.add(outcome.inconsistent() + " points are inconsistent: two builds or hosts gave different numbers");
        }
        return lines.isEmpty() ? lines : prefixed(lines);
    }

    private static List<String> prefixed(List<String> lines) {
        List<String> all = new ArrayList<>(List.of(""));
        all.addAll(lines);
        return all;
    }

    private List<String> places() {
        Lines places = new Lines();
        outcome.table().ifPresent(t -> places.add("table", sweep.output().uri(Part.PHASE)));
        outcome.fits().ifPresent(t -> places.add("fits", sweep.output().uri(Part.FITS)));
        places.add("ledger", sweep.output().uri(Part.LEDGER));
        sweep.output()
                .local()
                .ifPresent(folder -> places.add("log", sweep.output().uri(Part.LOG) + "/phasegrid.log"));
        return prefixed(places.text("", Integer.MAX_VALUE));
    }
}

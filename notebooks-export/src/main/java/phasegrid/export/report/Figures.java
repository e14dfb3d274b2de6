package phasegrid.export.report;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import phasegrid.export.plot.CollapseFigure;
import phasegrid.export.plot.CurveFigure;
import phasegrid.export.plot.Figure;
import phasegrid.export.plot.FitFigure;
import phasegrid.export.plot.Letters;
import phasegrid.export.plot.MapFigure;
import phasegrid.export.tidy.Curves;
import phasegrid.export.tidy.Panel;
import phasegrid.export.tidy.Places;
import phasegrid.jobs.table.FitTable;
import phasegrid.jobs.table.PhaseTable;

/** The figures of a sweep in print. */
final class Figures {
    private Figures() {}

    /** Those of one observable, of every one where {@code observable} is empty, then those of the fits, made on all cores. */
    static List<Figure> of(PhaseTable table, Optional<FitTable> fits, String observable) {
        Letters.prepare();
        List<Figure> observables = asked(table, observable).parallelStream()
                .flatMap(curves -> drawn(curves, levels(curves, fits)).stream())
                .toList();
        return Stream.concat(observables.stream(), fits.stream().flatMap(all -> fits(all, table).stream()))
                .toList();
    }

    /** Every observable, but a function of one variable as one and not place by place; or what is asked for by name. */
    private static List<Curves> asked(PhaseTable table, String observable) {
        List<Places> functions = Places.of(table);
        Stream<Curves> observables = Curves.of(table).stream()
                .filter(curves -> !observable.isEmpty()
                        || functions.stream()
                                .noneMatch(
                                        places -> places.has(curves.quantity().name())));
        return Stream.concat(observables, functions.stream().map(places -> Curves.of(places, table)))
                .filter(curves -> !curves.samples().isEmpty())
                .filter(curves ->
                        observable.isEmpty() || curves.quantity().name().equals(observable))
                .toList();
    }

    /**
     * The one that tells most in a small frame: a map of an observable where two axes are numbers, else its curves; of several
     * panels the first. Without a name it is the first observable that varies, before others one that the question names.
     */
    static Optional<Figure> telling(PhaseTable table, String observable) {
        Letters.prepare();
        List<Curves> all = Curves.of(table).stream()
                .filter(curves -> !curves.samples().isEmpty())
                .filter(curves ->
                        observable.isEmpty() || curves.quantity().name().equals(observable))
                .toList();
        List<Curves> varying = all.stream().filter(Curves::varies).toList();
        return varying.stream()
                .filter(curves -> curves.asked(table))
                .findFirst()
                .or(() -> varying.stream().findFirst())
                .or(() -> all.stream().findFirst())
                .map(Figures::first)
                .map(curves -> MapFigure.of(curves).orElseGet(() -> CurveFigure.of(curves)));
    }

    private static Curves first(Curves all) {
        Panel panel = new Panel("", all.panels().get(0).curves());
        return new Curves(all.quantity(), all.design(), all.lines(), List.of(panel));
    }

    /** One for each fit that varies. */
    private static List<Figure> fits(FitTable fits, PhaseTable table) {
        return Curves.of(fits, table).stream()
                .flatMap(curves -> FitFigure.of(curves).stream())
                .toList();
    }

    private static List<Figure> drawn(Curves curves, double... levels) {
        List<Supplier<Optional<Figure>>> kinds = List.of(
                () -> Optional.of(CurveFigure.of(curves, levels)),
                () -> MapFigure.of(curves),
                () -> CollapseFigure.of(curves));
        return kinds.parallelStream()
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .collect(Collectors.toList());
    }

    /** The levels at which fits cross these curves. */
    private static double[] levels(Curves curves, Optional<FitTable> fits) {
        return fits.stream()
                .flatMap(table -> table.rows().stream()
                        .filter(row -> row.get(table.index("observable"))
                                        .equals(curves.quantity().name())
                                && row.get(table.index("along"))
                                        .equals(curves.design().x().name()))
                        .map(row -> (Double) row.get(table.index("level"))))
                .distinct()
                .mapToDouble(level -> level)
                .toArray();
    }
}

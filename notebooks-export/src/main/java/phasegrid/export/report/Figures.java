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
import phasegrid.jobs.table.FitTable;
import phasegrid.jobs.table.PhaseTable;

/** The figures of a sweep in print. */
final class Figures {
    private Figures() {}

    /** Those of every observable, then those of the fits, made on all cores. */
    static List<Figure> of(PhaseTable table, Optional<FitTable> fits) {
        Letters.prepare();
        List<Figure> observables = Curves.of(table).parallelStream()
                .flatMap(curves -> drawn(curves, levels(curves, fits)).stream())
                .toList();
        return Stream.concat(observables.stream(), fits.stream().flatMap(all -> fits(all, table).stream()))
                .toList();
    }

    /** One for each fit that varies. */
    static List<Figure> fits(FitTable fits, PhaseTable table) {
        Letters.prepare();
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

    /** Figures as HTML, the pictures inside. */
    static String html(List<Figure> figures) {
        return figures.isEmpty()
                ? ""
                : figures.stream()
                        .map(Figures::html)
                        .collect(Collectors.joining("\n", "<div class=\"figures\">", "</div>"));
    }

    private static String html(Figure figure) {
        String kind = figure.width() > 300 ? "wide" : "narrow";
        String picture = "<img alt=\"" + Html.escaped(figure.caption()) + "\" width=\"" + Math.round(figure.width())
                + "\" height=\"" + Math.round(figure.height()) + "\" src=\"" + Html.data("image/png", figure.png())
                + "\">";
        return Html.tag("figure class=\"" + kind + "\"", picture + Html.text("figcaption", figure.caption()));
    }
}

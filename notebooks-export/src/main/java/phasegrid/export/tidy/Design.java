package phasegrid.export.tidy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What each axis of a sweep is in a figure.
 *
 * @param x the horizontal axis
 * @param colour tells curves apart, where a second axis varies
 * @param panels the others: one panel for each combination of their values
 */
public record Design(Axis x, Optional<Axis> colour, List<Axis> panels) {
    private static final int FEWEST = 3;

    /** Keeps its own copy of the panels. */
    public Design {
        panels = List.copyOf(panels);
    }

    /**
     * The design for {@code axes}: {@code t} lies horizontally where it varies, else the longest numeric axis; of the others
     * the longest numeric one of at least three values has colours, else the longest of all. Nothing where no axis is numeric.
     */
    public static Optional<Design> of(List<Axis> axes) {
        Optional<Axis> time = axes.stream()
                .filter(axis -> axis.name().equals("t") && axis.numbers().length > 1)
                .findFirst();
        return time.or(() -> longest(axes)).map(x -> over(x, without(axes, x)));
    }

    /** The same of {@code rest} where the horizontal axis is another. */
    static Design over(Axis x, List<Axis> rest) {
        Optional<Axis> colour = longest(rest)
                .filter(axis -> axis.numbers().length >= FEWEST)
                .or(() -> rest.stream()
                        .min(Comparator.comparingInt(
                                        (Axis axis) -> -axis.values().size())
                                .thenComparing(axis -> !axis.numeric())));
        return new Design(x, colour, colour.map(c -> without(rest, c)).orElse(rest));
    }

    /** The numeric axis of most values, of equals the first. */
    private static Optional<Axis> longest(List<Axis> axes) {
        return axes.stream()
                .filter(axis -> axis.numeric() && axis.numbers().length > 1)
                .sorted(Comparator.comparingInt(axis -> -axis.values().size()))
                .findFirst();
    }

    private static List<Axis> without(List<Axis> axes, Axis one) {
        List<Axis> rest = new ArrayList<>(axes);
        rest.remove(one);
        return rest;
    }
}

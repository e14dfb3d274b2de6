package phasegrid.export.tidy;

import java.util.List;

/**
 * Curves that are drawn together.
 *
 * @param title what they have in common; empty where there is one panel
 * @param curves the curves, in the order of the axis that tells them apart
 */
public record Panel(String title, List<Curve> curves) {
    /** Keeps its own copy of the curves. */
    public Panel {
        curves = List.copyOf(curves);
    }
}

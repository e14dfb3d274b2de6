package phasegrid.export.tidy;

import java.util.List;
import phasegrid.jobs.table.Column;
import phasegrid.jobs.table.Table;

/**
 * What stands on a vertical axis.
 *
 * @param column its column
 */
public record Quantity(Column column) {
    /** The observables of a table: columns that have an error and a theory. */
    public static List<Quantity> of(Table table) {
        return table.columns().stream()
                .filter(c -> table.has(c.name() + "_stderr") && table.has(c.name() + "_theory"))
                .map(Quantity::new)
                .toList();
    }

    /** The name of its column. */
    public String name() {
        return column.name();
    }

    /** Its symbol, or its name in words where there is none, and its unit. */
    public String label() {
        String symbol = column.symbol().isEmpty() ? column.name().replace('_', ' ') : column.symbol();
        return symbol + Axis.unit(column);
    }
}

package phasegrid.export.tidy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import phasegrid.jobs.table.PhaseTable;
import phasegrid.jobs.table.Table;

/**
 * Which parameters a sweep varies on purpose, from the sweep that its table's provenance spells out. Of parameters that
 * go together the first stands for all; derived values and other names for an axis are none.
 */
public final class Axes {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** A sweep may say 1/β where its table says β. */
    private static final String TEMPERATURE = "temperature";

    private static final String BETA = "beta";

    private Axes() {}

    /** The axes with more than one value, in the sweep's order. */
    public static List<Axis> of(PhaseTable table) {
        return varying(table, table);
    }

    /**
     * Those axes of a sweep that vary in {@code part}, a table of its points or of its fits; of several that say the same in
     * every row, as λ and β where grids are given by either, the first.
     */
    static List<Axis> varying(PhaseTable table, Table part) {
        Set<List<Object>> told = new HashSet<>();
        return names(table).stream()
                .map(name -> name.equals(TEMPERATURE) && !table.has(name) ? BETA : name)
                .distinct()
                .filter(name -> table.has(name) && part.has(name))
                .filter(name -> told.add(part.values(name)))
                .map(name -> Axis.of(part, table.columns().get(table.index(name))))
                .filter(axis -> axis.values().size() > 1)
                .toList();
    }

    /** Names of axes, then of what is fixed, which may differ between grids. */
    private static Set<String> names(PhaseTable table) {
        JsonNode grids = spec(table).path("grids");
        Set<String> names = new LinkedHashSet<>();
        Set<String> followers = new LinkedHashSet<>();
        grids.forEach(grid -> grid.path("axes").forEach(axis -> {
            names.add(axis.path("names").path(0).asText());
            axis.path("names").forEach(name -> followers.add(name.asText()));
        }));
        followers.removeAll(names);
        grids.forEach(grid -> grid.path("fixed").fieldNames().forEachRemaining(names::add));
        names.removeAll(followers);
        return names;
    }

    private static JsonNode spec(PhaseTable table) {
        try {
            return JSON.readTree(table.metadata().getOrDefault("phasegrid.spec", "{}"));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "Cannot tell the axes of this table: its phasegrid.spec is no JSON; fold it again", e);
        }
    }
}

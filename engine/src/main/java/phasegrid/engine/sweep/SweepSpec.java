package phasegrid.engine.sweep;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import phasegrid.engine.definition.Value;

/**
 * A sweep as its author wrote it, checked and with every axis spelled out.
 *
 * @param question what it asks, for titles
 * @param model the id of the model
 * @param version the version that the author meant
 * @param seed the seed
 * @param regions grids whose union is swept
 * @param effort replicas and passes
 * @param share axes along which one disorder sample is followed, in canonical order
 * @param ladder the whole ladder where it is more than the values swept; empty otherwise
 * @param fits crossings asked for
 */
public record SweepSpec(
        String question,
        String model,
        int version,
        long seed,
        List<Region> regions,
        Effort effort,
        List<String> share,
        List<Value> ladder,
        List<Fit> fits) {
    /** Keeps its own copies. */
    public SweepSpec {
        regions = List.copyOf(regions);
        share = share.stream().sorted().toList();
        ladder = List.copyOf(ladder);
        fits = List.copyOf(fits);
    }

    /**
     * One grid.
     *
     * @param axes its axes, the last running fastest
     * @param fixed values that all its points have
     * @param derived values computed from the others, in order
     * @param where which points are in it
     */
    public record Region(
            List<Axis> axes, Map<String, Value> fixed, Map<String, Expression> derived, Optional<Expression> where) {
        /** Keeps its own copies; the maps keep their order. */
        public Region {
            axes = List.copyOf(axes);
            fixed = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(fixed));
            derived = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(derived));
        }
    }
}

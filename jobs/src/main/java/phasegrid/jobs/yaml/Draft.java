package phasegrid.jobs.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import phasegrid.engine.definition.Value;
import phasegrid.engine.sweep.Axis;
import phasegrid.engine.sweep.Expression;
import phasegrid.engine.sweep.SweepSpec;

/** One grid while it is read: its parts, and where each name was given. */
final class Draft {
    final Place place;
    final List<Axis> axes = new ArrayList<>();
    final Map<String, Value> fixed = new LinkedHashMap<>();
    final Map<String, Expression> derived = new LinkedHashMap<>();
    final Map<String, Place> places = new LinkedHashMap<>();
    final Set<String> swept = new TreeSet<>();
    Optional<Expression> where = Optional.empty();
    Place wherePlace;
    boolean sound;

    Draft(Place place) {
        this.place = place;
        wherePlace = place;
    }

    /** The grid as the engine wants it. */
    SweepSpec.Region region() {
        return new SweepSpec.Region(axes, fixed, derived, where);
    }

    /** Adds a condition: all of them must hold. */
    void and(Place at, Expression condition) {
        where = Optional.of(where.map(w -> (Expression) new Expression.Binary("and", w, condition))
                .orElse(condition));
        wherePlace = at;
    }

    /** The fixed values, and the first of each axis. */
    Map<String, Value> first() {
        Map<String, Value> first = new LinkedHashMap<>(fixed);
        for (Axis axis : axes) {
            for (int i = 0; i < axis.names().size(); i++) {
                first.put(axis.names().get(i), axis.values().get(0).get(i));
            }
        }
        return first;
    }
}

package phasegrid.engine.definition;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import phasegrid.engine.random.RandomStream;

/**
 * A model with everything that can be read off it once: its schema, its scalars in order, whether it is quenched.
 *
 * @param <P> the model's point
 * @param <Q> its quenched disorder
 */
public final class Definition<P extends Record, Q> {
    private final Model<P, Q> model;
    private final Schema<P> schema;
    private final List<Scalar> scalars;
    private final boolean quenched;

    private Definition(Model<P, Q> model) {
        this.model = model;
        schema = Schema.of(model.parameters());
        scalars = scalars(model.observables());
        quenched = overridesQuench(model.getClass());
        refuseDoubleNames();
    }

    /** Registers {@code model}; refuses parameters without {@link Param} and observables of one name. */
    public static <P extends Record, Q> Definition<P, Q> of(Model<P, Q> model) {
        return new Definition<>(model);
    }

    private static List<Scalar> scalars(List<Observable> observables) {
        List<Scalar> scalars = new ArrayList<>();
        for (Observable x : observables) {
            if (x instanceof Scalar scalar) {
                scalars.add(scalar);
            } else if (x instanceof Observable.Curve curve) {
                scalars.addAll(curve.scalars());
            }
        }
        return List.copyOf(scalars);
    }

    private static boolean overridesQuench(Class<?> type) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            for (var method : c.getDeclaredMethods()) {
                if (method.getName().equals("quench")
                        && method.getParameterTypes().length == 2
                        && method.getParameterTypes()[1] == RandomStream.class) {
                    return true;
                }
            }
        }
        return false;
    }

    private void refuseDoubleNames() {
        Set<String> seen = new HashSet<>(schema.names());
        columns().keySet().stream().filter(name -> !seen.add(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException(
                    "Cannot register " + model.card().reference() + ": the name " + name + " is used twice");
        });
    }

    /** The model itself. */
    public Model<P, Q> model() {
        return model;
    }

    /** Its parameters. */
    public Schema<P> schema() {
        return schema;
    }

    /** Its recorded scalars, curves unrolled, in the order of payloads. */
    public List<Scalar> scalars() {
        return scalars;
    }

    /** The functions of means, in order. */
    public List<Observable.Derived<P>> derived() {
        List<Observable.Derived<P>> derived = new ArrayList<>();
        for (Observable x : model.observables()) {
            if (x instanceof Observable.Derived<?> d) {
                derived.add(ofThisModel(d));
            }
        }
        return derived;
    }

    @SuppressWarnings("unchecked")
    private Observable.Derived<P> ofThisModel(Observable.Derived<?> d) {
        return (Observable.Derived<P>) d;
    }

    /** Every column of measured numbers, curves unrolled, by name, in the order of the table. */
    public Map<String, Observable> columns() {
        Map<String, Observable> columns = new LinkedHashMap<>();
        scalars.forEach(x -> columns.put(x.name(), x));
        derived().forEach(x -> columns.put(x.name(), x));
        return columns;
    }

    /** Whether the model has quenched disorder. */
    public boolean quenched() {
        return quenched;
    }

    /** The names of the parameters that relate to simulations in this way. */
    public List<String> along(Along along) {
        return schema.leaves().stream()
                .filter(leaf -> leaf.param().along() == along)
                .map(Leaf::name)
                .toList();
    }
}

package phasegrid.engine.definition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final List<Observable.Derived<P>> derived;
    private final Map<String, Observable> columns;
    private final boolean quenched;
    private volatile Boolean chain;

    private Definition(Model<P, Q> model) {
        this.model = model;
        schema = Schema.of(model.parameters());
        scalars = scalars(model.observables());
        derived = derived(model.observables());
        columns = columns(scalars, derived);
        quenched = overridesQuench(model.getClass());
        refuseDoubleNames();
        refuseUnclearSimulations();
    }

    /**
     * Registers {@code model}; refuses parameters without {@link Param}, two of one name, a model that records nothing,
     * two ladders, and a read-out parameter without a usual value.
     */
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

    private List<Observable.Derived<P>> derived(List<Observable> observables) {
        List<Observable.Derived<P>> found = new ArrayList<>();
        for (Observable x : observables) {
            if (x instanceof Observable.Derived<?> d) {
                found.add(ofThisModel(d));
            }
        }
        return List.copyOf(found);
    }

    @SuppressWarnings("unchecked")
    private Observable.Derived<P> ofThisModel(Observable.Derived<?> d) {
        return (Observable.Derived<P>) d;
    }

    private Map<String, Observable> columns(List<Scalar> recorded, List<Observable.Derived<P>> computed) {
        List<Observable> all = new ArrayList<>(recorded);
        all.addAll(computed);
        Map<String, Observable> byName = new LinkedHashMap<>();
        all.forEach(x -> refuseIf(byName.put(x.name(), x) != null, "the name " + x.name() + " is used twice"));
        return Collections.unmodifiableMap(byName);
    }

    private static boolean overridesQuench(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .anyMatch(method -> method.getName().equals("quench")
                        && method.getParameterCount() > 1
                        && method.getParameterTypes()[method.getParameterCount() - 1] == RandomStream.class
                        && method.getDeclaringClass() != Model.class);
    }

    private void refuseDoubleNames() {
        schema.names().forEach(name -> refuseIf(columns.containsKey(name), "the name " + name + " is used twice"));
    }

    private void refuseUnclearSimulations() {
        refuseIf(scalars.isEmpty(), "it records nothing");
        refuseIf(along(Along.LADDER).size() > 1, "it has two ladders, " + along(Along.LADDER));
        schema.leaves().stream()
                .filter(leaf -> leaf.param().along() == Along.READOUT)
                .forEach(leaf -> refuseIf(
                        leaf.param().usual().isEmpty(),
                        "the read-out parameter " + leaf.name() + " has no usual value"));
    }

    private void refuseIf(boolean wrong, String reason) {
        if (wrong) {
            throw new IllegalArgumentException("Cannot register " + model.card().reference() + ": " + reason);
        }
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
        return derived;
    }

    /** Every column of measured numbers, curves unrolled, by name: first those recorded, then functions of means. */
    public Map<String, Observable> columns() {
        return columns;
    }

    /** Whether its simulations are chains: at every point, or at none. Cost: at the first call, one simulation. */
    public boolean chain(List<P> rungs) {
        if (chain == null) {
            chain = model.simulation(rungs) instanceof Simulation.Chain;
        }
        return chain;
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

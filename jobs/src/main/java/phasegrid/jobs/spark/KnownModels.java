package phasegrid.jobs.spark;

import java.util.concurrent.ConcurrentHashMap;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Model;
import phasegrid.engine.sweep.QuenchCache;

/** The models and disorder samples of one executor. */
final class KnownModels {
    /** The disorder samples last used in this JVM. */
    static final QuenchCache QUENCHED = new QuenchCache();

    private static final ConcurrentHashMap<String, Definition<?, ?>> DEFINITIONS = new ConcurrentHashMap<>();

    private KnownModels() {}

    /** The model of a class, registered once. */
    static Definition<?, ?> of(String className) {
        return DEFINITIONS.computeIfAbsent(className, KnownModels::register);
    }

    private static Definition<?, ?> register(String className) {
        try {
            Class<?> type =
                    Class.forName(className, true, Thread.currentThread().getContextClassLoader());
            return Definition.of((Model<?, ?>) type.getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    "Cannot find the model " + className + " on an executor: " + e.getMessage()
                            + "; put its jar on the class path",
                    e);
        }
    }
}

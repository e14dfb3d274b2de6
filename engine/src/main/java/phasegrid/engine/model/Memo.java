package phasegrid.engine.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** A pure function that remembers the values last asked for; safe between threads. */
public final class Memo<K, V> {
    private static final int MOST = 64;

    private final Function<K, V> function;
    private final Map<K, V> known = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > MOST;
        }
    });

    /** Remembers the values of {@code function}, which must be pure. */
    public Memo(Function<K, V> function) {
        this.function = function;
    }

    /** The value at {@code argument}. */
    public V of(K argument) {
        V value = known.get(argument);
        if (value == null) {
            value = function.apply(argument);
            known.put(argument, value);
        }
        return value;
    }
}

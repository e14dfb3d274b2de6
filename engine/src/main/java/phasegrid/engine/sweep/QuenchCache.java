package phasegrid.engine.sweep;

import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Keeps the disorder samples last used, so that thermal replicas, legs and shared axes find them. It saves work and
 * never changes a result; the memory is given back when it is short.
 */
public final class QuenchCache {
    private static final int MOST = 256;

    private final Map<List<?>, SoftReference<Object>> samples = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<?>, SoftReference<Object>> eldest) {
            return size() > MOST;
        }
    };

    /** The sample known under {@code key}, drawn where it isn't there. */
    @SuppressWarnings("unchecked")
    <Q> Q sample(List<?> key, Supplier<Q> draw) {
        Object found = find(key);
        if (found == null) {
            found = draw.get();
            keep(key, found);
        }
        return (Q) found;
    }

    private synchronized Object find(List<?> key) {
        SoftReference<Object> reference = samples.get(key);
        return reference == null ? null : reference.get();
    }

    private synchronized void keep(List<?> key, Object sample) {
        samples.put(key, new SoftReference<>(sample));
    }
}

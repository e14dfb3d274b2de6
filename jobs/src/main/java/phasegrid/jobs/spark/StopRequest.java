package phasegrid.jobs.spark;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether the run has been asked to stop, by the signals TERM and USR1 or by its time limit. Signals are caught by
 * handlers, since shutdown hooks race with Spark's own; their class is reached by reflection, since the compiler's
 * warning of it can't be silenced.
 */
final class StopRequest {
    private final AtomicReference<String> reason = new AtomicReference<>("");
    private final List<String> unheard = new ArrayList<>();
    private final long deadline;
    private final boolean limited;

    StopRequest(Optional<Duration> limit) {
        limited = limit.isPresent();
        deadline = System.nanoTime() + limit.map(Duration::toNanos).orElse(0L);
    }

    /** Begins to listen for the signals. */
    StopRequest listening() {
        List.of("TERM", "USR1").forEach(this::listen);
        return this;
    }

    private void listen(String name) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler stop = (proxy, method, arguments) -> {
                reason.compareAndSet("", "signal " + name);
                return null;
            };
            Object listener = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, stop);
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), listener);
        } catch (ReflectiveOperationException e) {
            unheard.add(name);
        }
    }

    /** The signals that this platform doesn't let us catch. */
    List<String> unheard() {
        return List.copyOf(unheard);
    }

    /** Why the run is to stop; empty while it isn't. */
    String reason() {
        if (limited && System.nanoTime() - deadline > 0) {
            reason.compareAndSet("", "time limit");
        }
        return reason.get();
    }

    /** Whether the run is to stop. */
    boolean stopped() {
        return !reason().isEmpty();
    }
}

package phasegrid.jobs.spark;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether the run has been asked to stop, by the signals TERM and USR1 or by its time limit. Signals are caught by
 * handlers, since shutdown hooks race with Spark's own; their class is reached by reflection, since the compiler's
 * warning of it can't be silenced.
 */
final class StopRequest implements AutoCloseable {
    private final AtomicReference<String> reason = new AtomicReference<>("");
    private final List<String> unheard = new ArrayList<>();
    private final Map<String, Object> before = new LinkedHashMap<>();
    private final long deadline;
    private final boolean limited;
    private boolean interrupted;

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
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler stop = (proxy, method, arguments) -> {
                ask("signal " + name);
                return null;
            };
            before.put(
                    name,
                    handle(name, Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, stop)));
        } catch (ReflectiveOperationException e) {
            unheard.add(name);
        }
    }

    /** Puts {@code handler} in the place of the one that it returns. */
    private static Object handle(String name, Object handler) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        return signal.getMethod("handle", signal, Class.forName("sun.misc.SignalHandler"))
                .invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
    }

    /** Stops listening: signals do again what they did before. */
    @Override
    public void close() {
        before.forEach((name, handler) -> {
            try {
                handle(name, handler);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("a signal that was caught can be let go", e);
            }
        });
        before.clear();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(String why) {
        reason.compareAndSet("", why);
    }

    /** Asks for a stop because this thread was interrupted; it is again after {@link #close}. */
    void interrupted() {
        interrupted = true;
        ask("an interrupt");
    }

    /** The signals that this platform doesn't let us catch. */
    List<String> unheard() {
        return List.copyOf(unheard);
    }

    /** Why the run is to stop; empty while it isn't. */
    String reason() {
        if (limited && System.nanoTime() - deadline > 0) {
            ask("the time limit");
        }
        return reason.get();
    }

    /** Whether the run is to stop. */
    boolean stopped() {
        return !reason().isEmpty();
    }
}

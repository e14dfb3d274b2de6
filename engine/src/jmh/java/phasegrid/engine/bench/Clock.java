package phasegrid.engine.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Processor time of this thread: what else the machine does is not in it. */
final class Clock {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 10;

    private Clock() {}

    /** Nanoseconds of one call, the least over rounds of a tenth of the time. */
    static double least(Runnable call, double milliseconds) {
        double least = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS; round++) {
            least = Math.min(least, round(call, milliseconds * 1e6 / ROUNDS));
        }
        return least;
    }

    private static double round(Runnable call, double nanoseconds) {
        long from = THREADS.getCurrentThreadCpuTime();
        long passed = 0;
        int calls = 0;
        while (passed < nanoseconds) {
            for (int i = 0; i < 8; i++) {
                call.run();
            }
            calls += 8;
            passed = THREADS.getCurrentThreadCpuTime() - from;
        }
        return (double) passed / calls;
    }
}

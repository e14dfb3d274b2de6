package phasegrid.jobs.spark;

import java.util.concurrent.TimeUnit;

/** The most megabytes that were in use after a collection, one every five seconds until asked. */
final class Heap {
    private final Thread watch = new Thread(this::watch, "heap");
    private long most;

    private Heap() {}

    static Heap watched() {
        Heap heap = new Heap();
        heap.watch.setDaemon(true);
        heap.watch.start();
        return heap;
    }

    /** Ends the watch. */
    long most() {
        watch.interrupt();
        return most;
    }

    private void watch() {
        try {
            while (true) {
                TimeUnit.SECONDS.sleep(5);
                System.gc();
                most = Math.max(most, (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}

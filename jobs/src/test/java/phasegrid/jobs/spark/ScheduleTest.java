package phasegrid.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The longest tracks come first, and no track is looked into before its turn. */
class ScheduleTest {
    private static final int TRACKS = 1000;

    @Test
    void theLongestComesFirst() {
        Schedule schedule = new Schedule(1);
        schedule.add(5, 3);
        schedule.add(6, 1e12);
        schedule.add(7, 1e6);
        assertThat(schedule.numbers()).containsExactly(6L, 7L, 5L);
    }

    @Test
    void tracksAreLookedIntoOneByOne() {
        Schedule schedule = new Schedule(1);
        for (int i = 0; i < TRACKS; i++) {
            schedule.add(i, 1);
        }
        AtomicInteger seen = new AtomicInteger();
        Iterator<Long> batches = schedule.numbers()
                .boxed()
                .flatMap(track -> {
                    seen.incrementAndGet();
                    return Stream.of(track, track);
                })
                .iterator();
        batches.next();
        assertThat(seen).hasValueLessThan(3);
    }
}

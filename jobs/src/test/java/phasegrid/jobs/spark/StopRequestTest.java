package phasegrid.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both signals ask for a stop, as a limit does; nothing else does. */
@Timeout(60)
class StopRequestTest {
    @ParameterizedTest
    @ValueSource(strings = {"TERM", "USR1"})
    void aSignalAsksForAStopAndEndsNothing(String name) throws Exception {
        try (StopRequest stop = new StopRequest(Optional.empty()).listening()) {
            assertThat(stop.unheard()).isEmpty();
            assertThat(stop.stopped()).isFalse();
            String self = String.valueOf(ProcessHandle.current().pid());
            assertThat(new ProcessBuilder("kill", "-" + name, self).start().waitFor())
                    .isZero();
            while (!stop.stopped()) {
                Thread.sleep(5);
            }
            assertThat(stop.reason()).isEqualTo("signal " + name);
        }
    }

    @Test
    void aLimitIsOverWhenItIs() {
        assertThat(new StopRequest(Optional.of(Duration.ofHours(1))).stopped()).isFalse();
        assertThat(new StopRequest(Optional.of(Duration.ZERO)).reason()).isEqualTo("the time limit");
    }

    @Test
    void theFirstReasonIsTold() {
        StopRequest stop = new StopRequest(Optional.of(Duration.ZERO));
        assertThat(stop.stopped()).isTrue();
        stop.interrupted();
        assertThat(stop.reason()).isEqualTo("the time limit");
        Thread.interrupted();
    }
}

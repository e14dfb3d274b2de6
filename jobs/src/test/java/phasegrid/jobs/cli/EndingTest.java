package phasegrid.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A process ends with Phasegrid's status, but where a cluster's own process runs it. */
class EndingTest {
    private static final String MODE = "spark.submit.deployMode";
    private static final String KUBERNETES = "spark.kubernetes.submitInDriver";
    private static final String SUPERVISED = "spark.driver.supervise";

    @AfterEach
    void forget() {
        List.of(MODE, KUBERNETES, SUPERVISED).forEach(System::clearProperty);
    }

    /** Ends with the status that is its first word; what follows is only reached where that returns. */
    public static void main(String[] arguments) {
        Ending.with(Integer.parseInt(arguments[0]));
        System.out.println("returned");
    }

    private static String ended(int status, String... options) throws Exception {
        List<String> words = new ArrayList<>(
                List.of(ProcessHandle.current().info().command().orElseThrow(), "-XX:TieredStopAtLevel=1"));
        words.addAll(List.of(options));
        words.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), EndingTest.class.getName(), String.valueOf(status)));
        Process process = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + " " + said.strip();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 75})
    void aProcessOfItsOwnEndsWithItsStatus(int status) throws Exception {
        assertThat(ended(status, "-D" + MODE + "=client")).isEqualTo(status + " ");
    }

    @ParameterizedTest
    @CsvSource({MODE + ",cluster", KUBERNETES + ",true"})
    void inAClustersProcessDoneAndStoppedReturnAndFailuresAreThrown(String property, String value) {
        System.setProperty(property, value);
        assertThatCode(() -> Ending.with(0)).doesNotThrowAnyException();
        assertThatCode(() -> Ending.with(75)).doesNotThrowAnyException();
        for (int status : new int[] {1, 2}) {
            assertThatThrownBy(() -> Ending.with(status)).hasMessageContaining("exit status " + status);
        }
    }

    @Test
    void aThreadThatAStopInterruptsSaysNothingAndAnotherDoes() {
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        Log.inTemporaryFolder();
        try {
            Phasegrid.ended(Thread.currentThread(), new InterruptedException("a stop"));
            assertThat(said.size()).isZero();
            Phasegrid.ended(Thread.currentThread(), new OutOfMemoryError("a lack"));
        } finally {
            System.setErr(before);
        }
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("OutOfMemoryError: a lack", "more in");
    }

    @Test
    void underSuperviseAFailureIsNotStartedAgainForEver() {
        System.setProperty(MODE, "cluster");
        System.setProperty(SUPERVISED, "true");
        for (int status : new int[] {0, 1, 2, 75}) {
            assertThatCode(() -> Ending.with(status)).doesNotThrowAnyException();
        }
    }
}

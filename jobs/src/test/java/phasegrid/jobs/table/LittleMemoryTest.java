package phasegrid.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import phasegrid.engine.sweep.Address;

/** A process with too little memory for a sound segment says so, and doesn't take the segment for damaged. */
class LittleMemoryTest {
    private static final int VALUES = 1 << 21;
    private static final int REFUSED = 3;

    @TempDir
    Path folder;

    /** Reads a ledger whole. */
    public static void main(String[] arguments) {
        Ledger ledger = Ledger.at(Output.at(arguments[0]));
        try {
            System.out.println(ledger.check() + " corrupt");
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
            System.exit(REFUSED);
        }
    }

    @Test
    void aSegmentThatFindsNoMemoryStays() throws Exception {
        Output output = Output.at(folder.resolve("output").toString());
        Ledger ledger = Ledger.at(output);
        ledger.commit(List.of(Rows.row(1, new Address(0, 0, 0), Rows.HERE, new double[VALUES])));

        Path said = folder.resolve("said.txt");
        Process reading = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx56m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LittleMemoryTest.class.getName(),
                        output.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();

        assertThat(reading.waitFor()).as(Files.readString(said)).isEqualTo(REFUSED);
        assertThat(Files.readString(said))
                .contains("Cannot read " + output.uri(Part.LEDGER) + "/"
                        + ledger.segments().get(0))
                .contains("memory");
        assertThat(Quarantine.names(output)).isEmpty();
        assertThat(ledger.check()).isZero();
    }
}

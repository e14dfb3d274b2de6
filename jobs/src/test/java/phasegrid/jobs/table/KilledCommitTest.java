package phasegrid.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import phasegrid.engine.sweep.Address;

/** A process that ends in the middle of a commit leaves a whole segment or none. */
class KilledCommitTest {
    private static final Address FIRST = new Address(0, 0, 0);
    private static final int KILLED = 42;

    @TempDir
    Path folder;

    /** Commits one row and ends the process at a point. */
    public static void main(String[] arguments) {
        CommitPoints killing = new CommitPoints() {
            private void at(String point) {
                if (point.equals(arguments[1])) {
                    Runtime.getRuntime().halt(KILLED);
                }
            }

            @Override
            public void beforeRename(Part part) {
                at("before the rename");
            }

            @Override
            public void afterRename(Part part) {
                at("after the rename");
            }
        };
        Ledger.at(Output.at(arguments[0]).with(killing)).commit(List.of(Rows.row(1, FIRST, Rows.HERE, 1)));
    }

    private Process committing(String point) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledCommitTest.class.getName(),
                        folder.resolve(point).toString(),
                        point)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(point + ".txt").toFile())
                .start();
    }

    @Test
    void nothingIsSeenBeforeTheRenameAndAllAfterIt() throws Exception {
        Map<String, Process> killed = new TreeMap<>();
        for (String point : List.of("before the rename", "after the rename")) {
            killed.put(point, committing(point));
        }
        for (Map.Entry<String, Process> one : killed.entrySet()) {
            assertThat(one.getValue().waitFor())
                    .as(Files.readString(folder.resolve(one.getKey() + ".txt")))
                    .isEqualTo(KILLED);
        }
        assertThat(rows("before the rename")).isZero();
        assertThat(rows("after the rename")).isEqualTo(1);
        assertThat(files("before the rename")).hasSize(1).allMatch(name -> name.endsWith(".part"));
    }

    private long rows(String point) {
        return Ledger.at(Output.at(folder.resolve(point).toString()))
                .inventory()
                .rows();
    }

    private List<String> files(String point) throws IOException {
        try (var files = Files.list(folder.resolve(point).resolve("ledger"))) {
            return files.map(f -> f.getFileName().toString()).toList();
        }
    }
}

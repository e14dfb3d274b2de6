package phasegrid.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import phasegrid.engine.sweep.Address;

class LedgerTest {
    private static final Address FIRST = new Address(0, 0, 0);

    @TempDir
    Path folder;

    private Ledger ledger;

    @BeforeEach
    void open() {
        ledger = Ledger.at(Output.at(folder.toString()));
    }

    private Path segment(int i) {
        return folder.resolve("ledger").resolve(ledger.segments().get(i));
    }

    private List<String> markers() throws IOException {
        Path quarantine = folder.resolve("quarantine");
        if (!Files.exists(quarantine)) {
            return List.of();
        }
        try (var files = Files.list(quarantine)) {
            return files.map(f -> f.getFileName().toString()).toList();
        }
    }

    @Test
    void anEmptyLedgerIsEmpty() {
        ledger.commit(List.of());
        assertThat(ledger.segments()).isEmpty();
        assertThat(ledger.inventory().rows()).isZero();
        assertThat(ledger.rows(Set.of(Rows.key(1)))).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    /** Its end says it, also where that is longer than what is read at first. */
    @ParameterizedTest
    @ValueSource(ints = {1, 6000})
    void whatASegmentHoldsIsKnownWithoutItsPayloads(int points) {
        ledger.commit(Rows.some("listed", points));
        assertThat(ledger.listed(ledger.segments().get(0))
                        .orElseThrow()
                        .contents()
                        .size())
                .isEqualTo(2L * points);
    }

    @Test
    void whatIsCommittedComesBackToTheBit() {
        double[] odd = {
            -0.0,
            Double.MIN_VALUE,
            -Double.MAX_VALUE,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.NaN,
            0.1
        };
        LedgerRow row = Rows.row(1, new Address(7, Integer.MAX_VALUE, Long.MAX_VALUE), Rows.HERE, odd);
        ledger.commit(List.of(row));
        List<LedgerRow> back = new ArrayList<>();
        assertThat(ledger.forEach(ledger.segments().get(0), key -> true, back::add))
                .isTrue();
        assertThat(back).hasSize(1);
        assertThat(back.get(0).circumstances()).isEqualTo(Rows.HERE);
        assertThat(back.get(0).row().key()).isEqualTo(row.row().key());
        assertThat(back.get(0).row().address()).isEqualTo(row.row().address());
        assertThat(bits(back.get(0).row().payload())).isEqualTo(bits(odd));
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
    }

    /** Tasks of one executor fold at once; what Parquet shares between its readers once made sound segments look corrupt. */
    @Test
    void readersAtOnceDisturbNoneOther() throws Exception {
        byte[] segment = Segment.encode(List.of(Rows.row(1, FIRST, Rows.HERE, 1)));
        ExecutorService readers = Executors.newFixedThreadPool(4);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(readers.submit(() -> IntStream.range(0, 2000)
                    .forEach(n -> assertThat(Segment.decode(segment)).isPresent())));
        }
        readers.shutdown();
        for (Future<?> one : all) {
            one.get();
        }
    }

    @Test
    void everyNotANumberIsStoredAsOne() {
        double other = Double.longBitsToDouble(0xfff8000000000001L);
        ledger.commit(List.of(Rows.row(1, FIRST, Rows.HERE, other)));
        ledger.commit(List.of(Rows.row(1, FIRST, Rows.THERE, Double.NaN)));
        assertThat(ledger.inconsistencies(Set.of(Rows.key(1)))).isEmpty();
    }

    @Test
    void rowsOfAPointComeInTheOrderOfAddresses() {
        List<LedgerRow> rows = Rows.some("order", 20);
        ledger.commit(rows.subList(20, 40));
        ledger.commit(rows.subList(0, 20));
        Map<String, List<LedgerRow>> found = ledger.rows(Set.of(Rows.key(3), Rows.key(13), Rows.key(99)));
        assertThat(found).containsOnlyKeys(Rows.key(3), Rows.key(13));
        assertThat(found.get(Rows.key(3)).stream().map(r -> r.row().address()))
                .containsExactly(FIRST, new Address(3, 7, 1L << 40));
        assertThat(found.get(Rows.key(13)).get(0).row().payload())
                .containsExactly(rows.get(26).row().payload());
    }

    @Test
    void anInventoryKnowsWhatIsThereAndNothingElse() {
        ledger.commit(Rows.some("inventory", 500));
        Inventory inventory = ledger.inventory();
        assertThat(inventory.rows()).isEqualTo(1000);
        assertThat(inventory.segments()).isEqualTo(ledger.segments());
        assertThat(inventory.bytes()).isEqualTo(segment(0).toFile().length());
        assertThat(inventory.origins()).hasSize(1);
        assertThat(IntStream.range(0, 500)).allMatch(i -> inventory.contains(Rows.key(i), FIRST));
        assertThat(IntStream.range(0, 500))
                .allMatch(i -> inventory.contains(Rows.key(i), new Address(i % 5, 7, 1L << 40)))
                .noneMatch(i -> inventory.contains(Rows.key(i), new Address(7, i % 5, 1L << 40)))
                .noneMatch(i -> inventory.contains(Rows.key(i), new Address(i % 5, 3, 0)));
        assertThat(inventory.contains(Rows.key(500), FIRST)).isFalse();
    }

    @Test
    void equalDuplicatesCountOnce() {
        ledger.commit(List.of(Rows.row(1, FIRST, Rows.HERE, 1, 2)));
        ledger.commit(List.of(Rows.row(1, FIRST, Rows.THERE, 1, 2), Rows.row(1, FIRST, Rows.HERE, 1, 2)));
        assertThat(ledger.inventory().rows()).isEqualTo(1);
        assertThat(ledger.inconsistencies(Set.of(Rows.key(1)))).isEmpty();
        assertThat(ledger.rows(Set.of(Rows.key(1))).get(Rows.key(1))).hasSize(1);
    }

    @Test
    void payloadsThatDifferAreNamedWithBothBuilds() {
        ledger.commit(List.of(Rows.row(1, FIRST, Rows.HERE, 0.0), Rows.row(2, FIRST, Rows.HERE, 1)));
        ledger.commit(List.of(Rows.row(1, FIRST, Rows.THERE, -0.0), Rows.row(2, FIRST, Rows.THERE, 1)));
        assertThat(ledger.inventory().rows()).isEqualTo(2);
        List<Inconsistency> differing = ledger.inconsistencies(Set.of(Rows.key(1), Rows.key(2)));
        assertThat(differing).hasSize(1);
        assertThat(differing.get(0).toString())
                .contains(
                        Rows.key(1),
                        "batch (0, 0, 0)",
                        "tarr (commit c0ffee",
                        "hop (commit decaf",
                        "17.0.15",
                        "25.0.3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"flipped", "truncated", "4 bytes", "empty"})
    void aCorruptSegmentIsMarkedIgnoredAndLeftAlone(String how) throws IOException {
        ledger.commit(List.of(Rows.row(1, FIRST, Rows.HERE, 1, 2)));
        Path corrupt = segment(0);
        byte[] bytes = damaged(Files.readAllBytes(corrupt), how);
        Files.write(corrupt, bytes);
        ledger.commit(List.of(Rows.row(2, FIRST, Rows.HERE, 3)));
        Inventory inventory = ledger.inventory();
        assertThat(inventory.contains(Rows.key(1), FIRST))
                .as("a damaged payload is seen by who reads it")
                .isEqualTo(how.equals("flipped"));
        assertThat(ledger.rows(Set.of(Rows.key(1)))).isEmpty();
        inventory.refresh();
        assertThat(inventory.contains(Rows.key(1), FIRST)).isFalse();
        assertThat(inventory.contains(Rows.key(2), FIRST)).isTrue();
        assertThat(ledger.segments())
                .hasSize(1)
                .doesNotContain(corrupt.getFileName().toString());
        assertThat(markers()).containsExactly(corrupt.getFileName() + ".corrupt");
        assertThat(Files.readAllBytes(corrupt)).isEqualTo(bytes);
        ledger.commit(List.of(Rows.row(1, FIRST, Rows.THERE, 1, 2)));
        assertThat(inventory.refresh().contains(Rows.key(1), FIRST)).isTrue();
    }

    private static byte[] damaged(byte[] bytes, String how) {
        if (how.equals("flipped")) {
            bytes[bytes.length / 3] ^= 1;
            return bytes;
        }
        return Arrays.copyOf(bytes, how.equals("truncated") ? bytes.length - 1 : how.equals("empty") ? 0 : 4);
    }

    @Test
    void aCorruptSegmentHandsNothingOut() throws IOException {
        ledger.commit(Rows.some("nothing", 50));
        Path corrupt = segment(0);
        byte[] bytes = Files.readAllBytes(corrupt);
        bytes[bytes.length / 2] ^= 16;
        Files.write(corrupt, bytes);
        List<LedgerRow> out = new ArrayList<>();
        assertThat(ledger.forEach(corrupt.getFileName().toString(), key -> true, out::add))
                .isFalse();
        assertThat(out).isEmpty();
        assertThat(ledger.forEach("segment-" + "0".repeat(64) + ".parquet", key -> true, out::add))
                .isFalse();
        assertThat(markers()).hasSize(1);
    }

    @Test
    void foreignFilesAreNoSegments() throws IOException {
        ledger.commit(List.of(Rows.row(1, FIRST, Rows.HERE, 1)));
        Path dir = folder.resolve("ledger");
        String name = ledger.segments().get(0);
        Files.writeString(dir.resolve("part-0000.parquet"), "PAR1");
        Files.writeString(dir.resolve(name + ".crc"), "");
        Files.writeString(dir.resolve("." + name + ".x.part"), "PAR1");
        Files.writeString(dir.resolve(name.toUpperCase(Locale.ROOT)), "");
        Files.createDirectory(dir.resolve("_temporary"));
        assertThat(ledger.segments()).containsExactly(name);
        assertThat(ledger.inventory().rows()).isEqualTo(1);
        assertThat(markers()).isEmpty();
    }

    @Test
    void twoLedgersAddAtOnce() throws Exception {
        ExecutorService both = Executors.newFixedThreadPool(2);
        List<Future<?>> done = new ArrayList<>();
        for (int w = 0; w < 2; w++) {
            Ledger own = Ledger.at(Output.at(folder.toString()));
            int writer = w;
            done.add(both.submit(() -> {
                for (int i = 0; i < 10; i++) {
                    own.commit(List.of(
                            Rows.row(i, new Address(writer, i, 0), Rows.HERE, i), Rows.row(i, FIRST, Rows.HERE, i)));
                }
            }));
        }
        for (Future<?> one : done) {
            one.get();
        }
        both.shutdown();
        Inventory inventory = ledger.inventory();
        assertThat(inventory.rows()).isEqualTo(29);
        Set<String> keys = IntStream.range(0, 10).mapToObj(Rows::key).collect(Collectors.toSet());
        assertThat(ledger.inconsistencies(keys)).isEmpty();
    }

    @Test
    void refreshReadsOnlyWhatIsNew() throws IOException {
        ledger.commit(List.of(Rows.row(1, FIRST, Rows.HERE, 1)));
        Inventory inventory = ledger.inventory();
        Files.write(segment(0), new byte[9]);
        ledger.commit(List.of(Rows.row(2, FIRST, Rows.HERE, 1)));
        assertThat(inventory.contains(Rows.key(2), FIRST)).isFalse();
        assertThat(inventory.refresh().rows()).isEqualTo(2);
        assertThat(markers()).isEmpty();
        assertThat(ledger.inventory().rows()).isEqualTo(1);
        assertThat(inventory.refresh().contains(Rows.key(1), FIRST)).isFalse();
    }

    @Test
    void whatWouldBeFoldedIsToldInAnyOrder() {
        ledger.commit(Rows.some("folded", 20));
        Folded folded =
                ledger.inventory().folded(key -> Optional.of((Predicate<Address>) address -> address.leg() == 0));
        Folded sum = Folded.NOTHING;
        for (int i = 19; i >= 0; i--) {
            sum = sum.plus(Folded.of(Rows.key(i), FIRST));
        }
        assertThat(folded).isEqualTo(sum).isNotEqualTo(sum.plus(Folded.of(Rows.key(20), FIRST)));
        assertThat(Folded.parse(folded.toString())).isEqualTo(folded);
        assertThat(folded.toString()).matches("20 [0-9a-f]{64}");
    }

    @Test
    void whatCannotBeWrittenIsSaidInOneSentence() throws IOException {
        Files.writeString(folder.resolve("ledger"), "a file");
        assertThatThrownBy(() -> ledger.commit(List.of(Rows.row(1, FIRST, Rows.HERE, 1))))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("Cannot write " + folder.toUri())
                .hasMessageContaining("run again");
    }

    @Test
    void anotherLedgersSegmentIsNotMistaken() throws IOException {
        ledger.commit(List.of(Rows.row(1, FIRST, Rows.HERE, 1)));
        byte[] bytes = Files.readAllBytes(segment(0));
        Path other = folder.resolve("ledger").resolve("segment-" + "a".repeat(64) + ".parquet");
        Files.write(other, bytes);
        assertThat(ledger.rows(Set.of(Rows.key(1)))).hasSize(1);
        assertThat(ledger.inventory().rows()).isEqualTo(1);
        assertThat(markers()).containsExactly(other.getFileName() + ".corrupt");
    }
}

package phasegrid.jobs.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import phasegrid.engine.definition.Data;
import phasegrid.engine.definition.DataFile;

class DataFilesTest {
    private static final double[] NUMBERS = {0, 1, 2, 3, 4, 5, 250, 251, 252, 253, 254, 255};
    private static final int COLUMNS = 4;

    @TempDir
    private Path folder;

    private Path file(String name, byte[] bytes) {
        return Formats.file(folder, name, bytes);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static DataFile read(Path file) {
        return DataFiles.HERE.file(file.toString());
    }

    private static double[] numbers(DataFile file) {
        double[] all = new double[file.rows() * file.columns()];
        Data.Rows rows = DataFiles.HERE.rows(file);
        for (int i = 0; i < file.rows(); i++) {
            rows.copy(i, all, i * file.columns());
        }
        return all;
    }

    /** One table of 3 × 4 numbers in every format, and every format's own types. */
    @Test
    void theSameNumbersAreTheSameDataInEveryFormat() throws IOException {
        byte[] doubles = Formats.doubles(ByteOrder.LITTLE_ENDIAN, NUMBERS);
        byte[] big = Formats.doubles(ByteOrder.BIG_ENDIAN, NUMBERS);
        byte[] bytes = Formats.bytes(NUMBERS);
        byte[] csv = text("0,1,2,3\n4,5,250,251\n252,253,254,255\n");
        Stream<Path> files = Stream.of(
                file("a.npy", Formats.npy("<f8", false, "3, 4", doubles)),
                file("big.npy", Formats.npy(">f8", false, "3, 4", big)),
                file("single.npy", Formats.npy("<f4", false, "3, 4", Formats.floats(NUMBERS))),
                file("images.npy", Formats.npy("|u1", false, "3, 2, 2", bytes)),
                file("a.npy.gz", Formats.gzip(Formats.npy("<f8", false, "3, 4", doubles))),
                file("unnamed", Formats.npy("<f8", false, "3, 4", doubles)),
                file("train-images-idx3-ubyte", Formats.idx(8, new int[] {3, 2, 2}, bytes)),
                file("train-images-idx3-ubyte.gz", Formats.gzip(Formats.idx(8, new int[] {3, 2, 2}, bytes))),
                file("a.idx", Formats.idx(0x0e, new int[] {3, 4}, big)),
                file("a.csv", csv),
                file("a.csv.gz", Formats.gzip(csv)),
                file(
                        "headed.csv",
                        text("\"x\",\"y\",\"z\",\"w\"\r\n0,1,2,3\r\n4.0,5,2.5e2,251\r\n\r\n252,253,254,\"255\"\r\n")),
                file("a.tsv", text("0\t1\t2\t3\n4\t5\t250\t251\n252\t253\t254\t255")),
                file("a.txt", text(" 0  1 2 3\n 4 5 250 251\n252 253 254 255\n")),
                Formats.parquet(folder.resolve("a.parquet"), COLUMNS, NUMBERS));
        DataFile first = null;
        for (Path path : (Iterable<Path>) files::iterator) {
            DataFile read = read(path);
            first = first == null ? read : first;
            assertThat(read.content())
                    .as(path.toString())
                    .isEqualTo(first.content())
                    .startsWith("3x4:");
            assertThat(numbers(read)).as(path.toString()).isEqualTo(NUMBERS);
            assertThat(read.path()).isEqualTo(path.toString());
        }
    }

    /** What NumPy writes of {@code np.arange(6.).reshape(2, 3)}, and what we write of it. */
    @Test
    void whatIsWrittenIsWhatIsRead() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NpyFile.write(out, new double[] {0, 1, 2, 3, 4, 5}, 2, 3);
        String head = "NUMPY\1\0v\0{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }";
        assertThat(new String(out.toByteArray(), StandardCharsets.ISO_8859_1)).startsWith("\u0093" + head);
        assertThat(out.size()).isEqualTo(128 + 48);
        assertThat(numbers(read(file("ours.npy", out.toByteArray())))).containsExactly(0, 1, 2, 3, 4, 5);
    }

    /** Many chunks, of bytes, floats and doubles. */
    @Test
    void numbersAreKeptExactly() throws IOException {
        Random random = new Random(1);
        int rows = 3 * 65536 / 5;
        double[] all = new double[5 * rows];
        for (int i = 0; i < all.length; i++) {
            all[i] = i < all.length / 3
                    ? random.nextInt(256)
                    : i < all.length / 2 ? random.nextFloat() : random.nextGaussian();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NpyFile.write(out, all, rows, 5);
        assertThat(numbers(read(file("long.npy", out.toByteArray())))).isEqualTo(all);
    }

    @Test
    void anotherNumberOrShapeIsOtherData() {
        String hash = read(file("a.csv", text("0,1\n2,3\n"))).hash();
        assertThat(read(file("b.csv", text("0,1\n2,3.0000000000000004\n"))).hash())
                .isNotEqualTo(hash);
        assertThat(read(file("c.csv", text("0,1,2,3\n"))).hash()).isNotEqualTo(hash);
        assertThat(read(file("d.csv", text("-0.0,1\n2,3\n"))).hash()).isEqualTo(hash);
    }

    /** A file that has changed since is neither taken for the old one nor used in its place. */
    @Test
    void aChangedFileIsSeen() throws IOException {
        Path path = file("a.csv", text("0,1\n2,3\n"));
        DataFile before = read(path);
        file("a.csv", text("0,1\n2,4\n"));
        Files.setLastModifiedTime(path, FileTime.fromMillis(1));
        assertThat(read(path).hash()).isNotEqualTo(before.hash());
        assertThatThrownBy(() -> DataFiles.HERE.rows(before))
                .isInstanceOf(DataProblem.class)
                .hasMessageContaining("it has changed since");
    }

    private record Bad(String name, byte[] bytes, String reason) {
        @Override
        public String toString() {
            return name + ": " + reason;
        }
    }

    private static Stream<Bad> badFiles() throws IOException {
        byte[] doubles = Formats.doubles(ByteOrder.LITTLE_ENDIAN, NUMBERS);
        byte[] whole = Formats.npy("<f8", false, "3, 4", doubles);
        byte[] idx = Formats.idx(8, new int[] {3, 4}, Formats.bytes(NUMBERS));
        byte[] nan = Formats.doubles(ByteOrder.LITTLE_ENDIAN, 1, Double.NaN);
        return Stream.of(
                new Bad("short.npy", Arrays.copyOf(whole, whole.length - 8), "it ends in row 3 of 3"),
                new Bad("head.npy", Arrays.copyOf(whole, 20), "it ends in its header"),
                new Bad("long.npy", Arrays.copyOf(whole, whole.length + 1), "it goes on after its 3 rows"),
                new Bad("complex.npy", Formats.npy("<c16", false, "1, 2", new byte[32]), "its dtype is <c16"),
                new Bad("object.npy", Formats.npy("|O", false, "1, 2", new byte[9]), "its dtype is |O"),
                new Bad("fortran.npy", Formats.npy("<f8", true, "3, 4", doubles), "Fortran order"),
                new Bad("flat.npy", Formats.npy("<f8", false, "12,", doubles), "its shape has 1 axes"),
                new Bad("none.npy", Formats.npy("<f8", false, "0, 4", new byte[0]), "it has no rows"),
                new Bad("nan.npy", Formats.npy("<f8", false, "1, 2", nan), "row 1, column 2 is NaN"),
                new Bad("text.npy", text("1,2\n"), "it does not begin as an NPY file does"),
                new Bad("huge.npy", Formats.npy("<f8", false, "99999999, 99", new byte[8]), "are more than"),
                new Bad("magic-ubyte", new byte[] {1, 2, 3, 4, 5}, "it does not begin as an IDX file does"),
                new Bad("type.idx", Formats.idx(7, new int[] {3, 4}, new byte[12]), "it does not begin as an IDX"),
                new Bad("labels-idx1-ubyte", Formats.idx(8, new int[] {3}, new byte[3]), "as a file of labels"),
                new Bad("short-ubyte", Arrays.copyOf(idx, idx.length - 1), "it ends in row 3 of 3"),
                new Bad("short-ubyte.gz", Arrays.copyOf(Formats.gzip(idx), 30), "cut short or broken"),
                new Bad("ragged.csv", text("1,2\n3,4,5\n"), "line 2 has 3 fields, and the first has 2"),
                new Bad("word.csv", text("1,2\n3,cat\n"), "line 2, column 2 is 'cat', no number"),
                new Bad("gap.csv", text("1,2\n3,\n"), "line 2, column 2 is empty"),
                new Bad("nan.csv", text("1,2\n3,NaN\n"), "row 2, column 2 is NaN"),
                new Bad("inf.csv", text("1,2\n3,-inf\n"), "row 2, column 2 is Infinity"),
                new Bad("empty.csv", new byte[0], "no line of numbers"),
                new Bad("broken.parquet", new byte[] {'P', 'A', 'R', '1', 0, 0}, "Cannot read"),
                new Bad("what.bin", new byte[] {9, 9, 9, 9}, "it is neither NPY, IDX, CSV nor Parquet"));
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void bad(Bad bad) {
        Path path = file(bad.name, bad.bytes);
        assertThatThrownBy(() -> read(path))
                .isInstanceOf(DataProblem.class)
                .hasMessageStartingWith("Cannot read " + path + ": ")
                .hasMessageContaining(bad.reason);
    }

    @Test
    void aGapOfParquetIsToldAndSoIsAColumnOfWords() throws IOException {
        Path gap = Formats.parquet(folder.resolve("gap.parquet"), 2, 1, 2, 3, Double.NaN);
        assertThatThrownBy(() -> read(gap)).hasMessageContaining("row 2, column 2 is NaN");
    }

    @Test
    void missingFilesAndFoldersAreTold() {
        assertThatThrownBy(() -> DataFiles.HERE.file("no/such.npy"))
                .hasMessageStartingWith("Cannot read no/such.npy: there is no such file");
        assertThatThrownBy(() -> DataFiles.HERE.file(folder.toString())).hasMessageContaining("it is a folder");
    }
}

package phasegrid.jobs.data;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.SoftReference;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipException;
import phasegrid.engine.definition.Data;
import phasegrid.engine.definition.DataFile;

/**
 * The data files of this process: read whole, checked and hashed once, as long as they stay as they are and memory allows.
 *
 * <p>The format follows from the name (.npy; .idx, -ubyte; .csv, .tsv, .txt; .parquet; each with .gz or without), else from the
 * first bytes. Every problem is a {@link DataProblem}.
 */
public final class DataFiles implements Data {
    /** The files of this process. */
    public static final DataFiles HERE = new DataFiles();

    private static final int HEAD = 8;

    private final Map<String, SoftReference<Table.Loaded>> known = new LinkedHashMap<>();

    private DataFiles() {}

    /** The file called {@code name}, a path or a URI, with its shape and hash. */
    public DataFile file(String name) {
        DataFile found = loaded(name).file();
        return new DataFile(name, found.rows(), found.columns(), found.hash());
    }

    @Override
    public Rows rows(DataFile file) {
        return loaded(file).rows();
    }

    /** The numbers of a file, as arrays that can travel; {@link #rows(List, int)} reads them again. */
    public List<Object> chunks(DataFile file) {
        return loaded(file).chunks();
    }

    /** The rows of what {@link #chunks} gave. */
    public static Rows rows(List<Object> chunks, int columns) {
        return Table.rows(chunks, columns);
    }

    private Table.Loaded loaded(DataFile wanted) {
        Table.Loaded found = loaded(wanted.path());
        if (!found.file().content().equals(wanted.content())) {
            throw DataProblem.of(
                    wanted.path(),
                    "it holds " + found.file().content() + ", and " + wanted.content()
                            + " is wanted; it has changed since, so name what it holds now or restore it");
        }
        return found;
    }

    private synchronized Table.Loaded loaded(String name) {
        try {
            Source source = new Source(name);
            String state = source.state();
            SoftReference<Table.Loaded> kept = known.get(state);
            Table.Loaded table = kept == null ? null : kept.get();
            if (table == null) {
                table = read(source).loaded();
                known.put(state, new SoftReference<>(table));
            }
            return table;
        } catch (NoSuchFileException | FileNotFoundException e) {
            throw DataProblem.of(name, "there is no such file; a path is taken from where the command runs");
        } catch (EOFException | ZipException e) {
            String cut = e.getMessage() != null && e.getMessage().startsWith("it ")
                    ? e.getMessage()
                    : "it is cut short or broken; copy it again";
            throw DataProblem.of(name, cut);
        } catch (IOException | IllegalArgumentException | ArithmeticException e) {
            throw DataProblem.of(name, String.valueOf(e.getMessage()));
        }
    }

    private static Table read(Source source) throws IOException {
        String plain = source.name().toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
        if (plain.endsWith(".parquet")) {
            return ParquetTable.read(source);
        }
        try (InputStream in = source.plain()) {
            in.mark(HEAD);
            byte[] head = in.readNBytes(HEAD);
            in.reset();
            if (plain.endsWith(".npy") || Npy.begins(head)) {
                return Npy.read(source.name(), in);
            } else if (plain.endsWith("ubyte") || plain.endsWith(".idx") || Idx.begins(head)) {
                return Idx.read(source.name(), in);
            } else if (plain.matches(".*[.](csv|tsv|txt)")) {
                return Csv.read(source.name(), in);
            }
        }
        throw DataProblem.of(
                source.name(), "it is neither NPY, IDX, CSV nor Parquet by name or content; name it .npy, .csv or so");
    }
}

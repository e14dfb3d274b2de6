package phasegrid.jobs.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import phasegrid.engine.definition.Nearest;
import phasegrid.jobs.data.Source;
import phasegrid.jobs.yaml.SweepReader;

/** Fetches the text of a sweep file: from the local disk where its name has no scheme, else through Hadoop. */
final class SweepText {
    private static final String USUAL = "sweeps live under sweeps/";

    private SweepText() {}

    static String read(String file) {
        try (InputStream in = new Source(file).open()) {
            byte[] bytes = in.readNBytes(4 * SweepReader.LONGEST + 1);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadInput("Cannot read " + file + ": it is not UTF-8 text; save it as UTF-8");
        } catch (NoSuchFileException | FileNotFoundException e) {
            throw new BadInput("Cannot read " + file + ": there is no such file; " + remedy(file));
        } catch (IOException | IllegalArgumentException e) {
            throw new BadInput("Cannot read " + file + ": " + e.getMessage());
        }
    }

    /** The file beside it that was probably meant. */
    private static String remedy(String file) {
        int folder = file.lastIndexOf('/') + 1;
        try (Stream<Path> beside = Files.list(Path.of(file.substring(0, folder)))) {
            List<String> names =
                    beside.map(path -> path.getFileName().toString()).toList();
            return Nearest.to(file.substring(folder), names)
                    .map(name -> "did you mean " + file.substring(0, folder) + name + "?")
                    .orElse(USUAL);
        } catch (IOException | InvalidPathException e) {
            return USUAL;
        }
    }
}

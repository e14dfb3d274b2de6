package phasegrid.jobs.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import phasegrid.jobs.yaml.SweepReader;

/** Fetches the text of a sweep file: from the local disk where its name has no scheme, else through Hadoop. */
final class SweepText {
    private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+:.*");

    private SweepText() {}

    static String read(String file) {
        try (InputStream in = open(file)) {
            byte[] bytes = in.readNBytes(4 * SweepReader.LONGEST + 1);
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new BadInput("Cannot read " + file + ": it is not UTF-8 text; save it as UTF-8");
        } catch (NoSuchFileException | FileNotFoundException e) {
            throw new BadInput("Cannot read " + file + ": there is no such file; sweeps live under sweeps/");
        } catch (IOException | IllegalArgumentException e) {
            throw new BadInput("Cannot read " + file + ": " + e.getMessage());
        }
    }

    private static InputStream open(String file) throws IOException {
        if (!SCHEME.matcher(file).matches()) {
            return local(Path.of(file));
        }
        URI uri = URI.create(file);
        return uri.getScheme().equals("file") ? local(Path.of(uri)) : remote(uri);
    }

    private static InputStream local(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("it is a folder; name a file in it");
        }
        return Files.newInputStream(file);
    }

    private static InputStream remote(URI uri) throws IOException {
        return FileSystem.get(uri, new Configuration()).open(new org.apache.hadoop.fs.Path(uri));
    }
}

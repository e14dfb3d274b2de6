package phasegrid.jobs.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;

/** The process's streams, in UTF-8 whatever the locale says. */
final class StandardStreams {
    private static final int ERR = 2;

    private StandardStreams() {}

    static PrintStream out() {
        return utf8(FileDescriptor.out);
    }

    /**
     * Standard error. The launcher filters what Java itself says there, and tells in {@code phasegrid.stderr} which
     * descriptor leads past the filter.
     */
    static PrintStream err() {
        return utf8(descriptor(Integer.getInteger("phasegrid.stderr", ERR)));
    }

    private static FileDescriptor descriptor(int number) {
        try {
            Constructor<FileDescriptor> constructor = FileDescriptor.class.getDeclaredConstructor(int.class);
            constructor.setAccessible(true);
            return number == ERR ? FileDescriptor.err : constructor.newInstance(number);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return FileDescriptor.err;
        }
    }

    private static PrintStream utf8(FileDescriptor stream) {
        return new PrintStream(new FileOutputStream(stream), true, StandardCharsets.UTF_8);
    }
}

package phasegrid.jobs.table;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** A Parquet file in memory. */
record MemoryInput(ByteBuffer bytes) implements InputFile {
    @Override
    public long getLength() {
        return bytes.capacity();
    }

    @Override
    public SeekableInputStream newStream() {
        ByteBuffer view = bytes.duplicate();
        return new DelegatingSeekableInputStream(stream(view)) {
            @Override
            public long getPos() {
                return view.position();
            }

            @Override
            public void seek(long position) throws IOException {
                if (position > view.capacity()) {
                    throw new EOFException("Cannot seek to " + position + " of " + view.capacity() + " bytes");
                }
                view.position((int) position);
            }
        };
    }

    private static InputStream stream(ByteBuffer view) {
        return new InputStream() {
            @Override
            public int read() {
                return view.hasRemaining() ? view.get() & 0xff : -1;
            }

            @Override
            public int read(byte[] into, int from, int length) {
                int n = Math.min(length, view.remaining());
                view.get(into, from, n);
                return n == 0 && length > 0 ? -1 : n;
            }
        };
    }
}

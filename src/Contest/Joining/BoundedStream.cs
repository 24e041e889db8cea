namespace ShortOrder.Contest.Joining;

/// <summary>A stream that gives at most so many bytes before it is renewed, and none after a silence.</summary>
internal sealed class BoundedStream : Stream
{
    private readonly Stream _inner;
    private readonly int _most;
    private readonly TimeSpan _silence;
    private int _left;

    public BoundedStream(Stream inner, int most, TimeSpan silence) => (_inner, _most, _silence, _left) = (inner, most, silence, most);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public void Renew() => _left = _most;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_left <= 0) throw new IOException("The server sent an event larger than any may be.");
        using CancellationTokenSource limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(_silence);
        try
        {
            int read = await _inner.ReadAsync(buffer[..Math.Min(buffer.Length, _left)], limited.Token).ConfigureAwait(false);
            _left -= read;
            return read;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException("The server has fallen silent.");
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read it asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _inner.Dispose();
        base.Dispose(disposing);
    }
}
